import * as tf from "@tensorflow/tfjs-core";
import { expectShape } from "../layers/expect-shape.ts";
import { paddingScores } from "../layers/padding-scores.ts";

/**
 * A learnt mean: sum over t of a_t h_t, a = softmax over tokens of w . h_t. The last step of attention in Yang et al. 2016,
 * aclanthology N16-1174, without its hidden layer; at w = 0 it is the mean.
 * @param hidden [R, T, H].
 * @param attentionMask [R, T], 1 token, 0 padding; at least one token a row.
 * @param weight w, [1, H].
 * @returns [R, H].
 * @throws Error where a shape is another.
 */
export function attentionPool(hidden: tf.Tensor3D, attentionMask: tf.Tensor2D, weight: tf.Tensor): tf.Tensor2D {
  expectShape("attentionPool: hidden", hidden, ["R", "T", "H"]);
  const [rows, length, width] = hidden.shape;
  expectShape("attentionPool: attentionMask", attentionMask, [rows, length]);
  expectShape("attentionPool: weight", weight, [1, width]);
  const scores = tf.matMul(tf.reshape(hidden, [rows * length, width]), weight, false, true);
  const weights = tf.softmax(tf.add(tf.reshape(scores, [rows, length]), paddingScores(attentionMask)));
  return tf.reshape(tf.matMul(tf.reshape(weights, [rows, 1, length]), hidden), [rows, width]);
}
