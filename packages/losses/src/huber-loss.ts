import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";
import { expectPositive } from "./expect-positive.ts";

export interface HuberLossOptions {
  /** Error, in units of the score, from which on the loss is linear. */
  readonly delta?: number;
}

/**
 * Mean of e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2), with e = p - t. Range 0 and up.
 *
 * Computed as q^2 / 2 + delta (|e| - q) with q = min(|e|, delta), which needs no branch.
 * @throws UserError where delta is not a finite number above 0.
 * @see Huber 1964; torch.nn.functional.huber_loss 2.15.
 */
export function huberLoss({ delta = 1 }: HuberLossOptions = {}): RowLoss {
  expectPositive("huberLoss", "delta", delta);
  return defineRowLoss("huberLoss", { delta }, (predictions, targets) => {
    const error = tf.abs(tf.sub(predictions, targets));
    const quadratic = tf.minimum(error, delta);
    const linear = tf.mul(tf.sub(error, quadratic), delta);
    return tf.add(tf.div(tf.square(quadratic), 2), linear);
  });
}
