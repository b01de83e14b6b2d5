import * as tf from "@tensorflow/tfjs-core";
import { expectShape, shape2d } from "../layers/expect-shape.ts";
import type { SentenceVectors } from "./head.ts";

const EPSILON = 1e-8;

/**
 * x . y / (max(|x|, 1e-8) max(|y|, 1e-8)) of each row; torch.cosine_similarity 2.15.0.
 * @param vectors both [B, H].
 * @returns [B], -1 .. 1; 0, with finite gradients, where a vector is 0.
 * @throws Error where a shape is another.
 */
export function cosineSimilarity({ sentence1, sentence2 }: SentenceVectors): tf.Tensor1D {
  const [rows, hidden] = shape2d("cosineSimilarity: sentence1", sentence1, ["B", "H"]);
  expectShape("cosineSimilarity: sentence2", sentence2, [rows, hidden]);
  const product = tf.sum<tf.Tensor1D>(tf.mul(sentence1, sentence2), 1);
  return tf.div(tf.div<tf.Tensor1D>(product, norm(sentence1)), norm(sentence2));
}

/** Bounded before the root: the root's slope at 0 is infinite. */
function norm(x: tf.Tensor2D): tf.Tensor1D {
  return tf.sqrt(tf.maximum(tf.sum<tf.Tensor1D>(tf.square(x), 1), EPSILON * EPSILON));
}
