import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss } from "./define-loss.ts";

/**
 * Binary cross-entropy of logits x and labels t in 0 .. 1: mean of max(x, 0) - x t + log(1 + exp(-|x|)). Range 0 and
 * up, in nats. This form does not overflow: -log(sigmoid(x)) would at x = -100.
 * @see torch.nn.functional.binary_cross_entropy_with_logits 2.15.
 */
export function binaryCrossEntropyLoss(): Loss {
  return defineRowLoss("binaryCrossEntropyLoss", {}, (predictions, targets) => {
    const linear = tf.sub(tf.relu(predictions), tf.mul(predictions, targets));
    return tf.add(linear, tf.log1p(tf.exp(tf.neg(tf.abs(predictions)))));
  });
}
