import * as tf from "@tensorflow/tfjs-core";

/** sum of w x / sum of w: the mean of the rows that are no padding; 0 where all are. Weights are 0 or 1. */
export function weightedMean(values: tf.Tensor1D, weights: tf.Tensor1D): tf.Scalar {
  return tf.div(tf.sum(tf.mul(values, weights)), tf.maximum(tf.sum(weights), 1));
}
