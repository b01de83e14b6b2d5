import { type Loss, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss } from "./define-loss.ts";

export interface HuberLossOptions {
  /** Error, in units of the score, from which on the loss is linear. */
  readonly delta?: number;
}

/**
 * Mean of e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2), with e = p - t. Range 0 and up.
 *
 * Computed as q^2 / 2 + delta (|e| - q) with q = min(|e|, delta), which needs no branch.
 * @throws UserError where delta is not above 0.
 * @see Huber 1964; torch.nn.functional.huber_loss 2.15.
 */
export function huberLoss({ delta = 1 }: HuberLossOptions = {}): Loss {
  if (!(delta > 0)) throw new UserError(`huberLoss: found delta ${delta}, expected a number above 0`);
  return defineRowLoss("huberLoss", { delta }, (predictions, targets) => {
    const error = tf.abs(tf.sub(predictions, targets));
    const quadratic = tf.minimum(error, delta);
    const linear = tf.mul(tf.sub(error, quadratic), delta);
    return tf.add(tf.div(tf.square(quadratic), 2), linear);
  });
}
