import * as tf from "@tensorflow/tfjs-core";
import { parameter } from "../layers/parameter.ts";
import { expectShape } from "../layers/expect-shape.ts";
import { cosineSimilarity } from "./cosine-similarity.ts";
import type { Head, SentenceVectors } from "./head.ts";

// A score of 3 in 5, KLUE's threshold, is a cosine of 0.6: the logit starts at 0 there.
const INITIAL_WEIGHT = 10;
const INITIAL_BIAS = -6;

/** A bi-encoder's logit that a pair is similar: w cos(x, y) + b with learned w and b; above 0 means yes. */
export function cosineClassification(): Head<SentenceVectors, "binaryLabel"> {
  return {
    name: "cosineClassification",
    options: {},
    target: "binaryLabel",
    init: () => ({
      weight: { shape: [1], values: Float32Array.of(INITIAL_WEIGHT) },
      bias: { shape: [1], values: Float32Array.of(INITIAL_BIAS) },
    }),
    apply: (parameters, vectors) => {
      const [weight, bias] = [parameter(parameters, "weight"), parameter(parameters, "bias")];
      expectShape("cosineClassification: weight", weight, [1]);
      expectShape("cosineClassification: bias", bias, [1]);
      return tf.add(tf.mul<tf.Tensor1D>(cosineSimilarity(vectors), weight), bias);
    },
  };
}
