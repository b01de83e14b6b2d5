import * as tf from "@tensorflow/tfjs-core";
import { SCORE_RANGE } from "@dalmeum/contracts";
import { expectShape, shape2d } from "../layers/expect-shape.ts";
import type { Head, SentenceVectors } from "./head.ts";
import { linearHead } from "./linear-head.ts";

/**
 * A bi-encoder's score: w . [u, v, |u - v|] + b, in units of `score` (0 .. 5, not clipped); b starts at the middle, 2.5. It
 * depends on the order of the sentences. Reimers and Gurevych 2019, arXiv:1908.10084, section 3.
 */
export function comparison(): Head<SentenceVectors, "score"> {
  return linearHead({
    name: "comparison",
    target: "score",
    initialBias: (SCORE_RANGE.minimum + SCORE_RANGE.maximum) / 2,
    vectors: 3,
    features: ({ sentence1, sentence2 }: SentenceVectors) => {
      const [rows, hidden] = shape2d("comparison: sentence1", sentence1, ["B", "H"]);
      expectShape("comparison: sentence2", sentence2, [rows, hidden]);
      return tf.concat([sentence1, sentence2, tf.abs(tf.sub(sentence1, sentence2))], 1);
    },
  });
}
