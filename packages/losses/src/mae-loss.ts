import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

/**
 * Mean absolute error: mean of |p - t|. Range 0 and up, in units of the score.
 *
 * Computed as e sign(e), whose gradient is 0 where e is 0; that of tfjs 4.22's abs is -1 there.
 * @see torch.nn.functional.l1_loss 2.15.
 */
export function maeLoss(): RowLoss {
  return defineRowLoss("maeLoss", {}, (predictions, targets) => {
    const error = tf.sub<tf.Tensor1D>(predictions, targets);
    return tf.mul(error, tf.sign(error));
  });
}
