import * as tf from "@tensorflow/tfjs-core";
import { expectShape } from "../layers/expect-shape.ts";

/** How a sequence's hidden states become one vector without learning: the mean of its tokens, or its first token. */
export type FixedPooling = "mean" | "first";

/** The same, or a mean whose weights are learnt. */
export type Pooling = FixedPooling | "attention";

/**
 * One vector a sequence: sum over t of m_t h_t / sum over t of m_t, or h_0.
 * @param hidden [R, T, H].
 * @param attentionMask [R, T], 1 token, 0 padding; at least one token a row.
 * @returns [R, H].
 * @throws Error where a shape is another.
 */
export function pool(hidden: tf.Tensor3D, attentionMask: tf.Tensor2D, pooling: FixedPooling): tf.Tensor2D {
  expectShape("pool: hidden", hidden, ["R", "T", "H"]);
  const [rows, length, width] = hidden.shape;
  expectShape("pool: attentionMask", attentionMask, [rows, length]);
  if (pooling === "first") return tf.reshape(tf.slice(hidden, [0, 0, 0], [rows, 1, width]), [rows, width]);
  const sum = tf.matMul(tf.reshape(attentionMask, [rows, 1, length]), hidden);
  return tf.div(tf.reshape(sum, [rows, width]), tf.sum(attentionMask, 1, true));
}
