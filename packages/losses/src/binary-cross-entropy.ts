import * as tf from "@tensorflow/tfjs-core";

/**
 * max(x, 0) - x t + log(1 + exp(-|x|)) of each logit x and label t in 0 .. 1, in nats. This form does not overflow:
 * -log(sigmoid(x)) would at x = -100.
 */
export function binaryCrossEntropy<T extends tf.Tensor>(logits: T, labels: T): T {
  const linear = tf.sub<T>(tf.relu(logits), tf.mul(logits, labels));
  return tf.add(linear, tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
}
