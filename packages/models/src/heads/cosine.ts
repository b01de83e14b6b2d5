import * as tf from "@tensorflow/tfjs-core";
import { SCORE_RANGE } from "@dalmeum/contracts";
import { cosineSimilarity } from "./cosine-similarity.ts";
import type { Head, SentenceVectors } from "./head.ts";

export interface CosineOptions {
  /** What a cosine of 1 scores. Default 5. */
  readonly scale?: number;
}

/** A bi-encoder's score: scale * cos(x, y), in units of `score`. It has no parameters. */
export function cosine({ scale = SCORE_RANGE.maximum }: CosineOptions = {}): Head<SentenceVectors, "score"> {
  return {
    name: "cosine",
    options: { scale },
    target: "score",
    init: () => ({}),
    apply: (_parameters, vectors) => tf.mul(cosineSimilarity(vectors), scale),
  };
}
