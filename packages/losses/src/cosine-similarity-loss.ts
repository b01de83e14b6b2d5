import { SCORE_RANGE, type VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineVectorLoss } from "./define-vector-loss.ts";
import { cosines } from "./unit-rows.ts";
import { weightedMean } from "./weighted-mean.ts";

/**
 * Mean of (cos(x, y) - t / 5)^2 for sentence vectors x and y: a score of 0 is a cosine of 0. Range 0 .. 4. Beside the
 * cosine head it is `mseLoss` divided by 25; here it needs no such head.
 * @see Reimers and Gurevych 2019, arXiv:1908.10084; values as sentence_transformers CosineSimilarityLoss 6.2.
 */
export function cosineSimilarityLoss(): VectorLoss {
  return defineVectorLoss({
    name: "cosineSimilarityLoss",
    options: {},
    target: "score",
    compute: (vectors, targets, weights) => {
      const error = tf.sub<tf.Tensor1D>(cosines(vectors), tf.div(targets, SCORE_RANGE.maximum));
      return weightedMean(tf.square(error), weights);
    },
  });
}
