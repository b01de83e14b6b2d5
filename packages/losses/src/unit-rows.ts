import type { SentenceVectors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

const SHORTEST = 1e-8;

/**
 * Rows of [B, H] divided by max(their length, 1e-8), as torch.cosine_similarity 2.15 bounds them; a row of zeros stays,
 * with a finite gradient.
 */
export function unitRows(x: tf.Tensor2D): tf.Tensor2D {
  // Bounded before the root: the root's slope at 0 is infinite.
  const squares = tf.maximum(tf.sum(tf.square(x), 1, true), SHORTEST * SHORTEST);
  return tf.div(x, tf.sqrt(squares));
}

/** Each pair's cosine, [B], -1 .. 1; 0 where a vector is 0. */
export function cosines({ sentence1, sentence2 }: SentenceVectors): tf.Tensor1D {
  return tf.sum(tf.mul(unitRows(sentence1), unitRows(sentence2)), 1);
}
