import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

/**
 * Mean absolute error: mean of |p - t|. Range 0 and up, in units of the score.
 * @see torch.nn.functional.l1_loss 2.15.
 */
export function maeLoss(): RowLoss {
  return defineRowLoss("maeLoss", {}, (predictions, targets) => tf.abs(tf.sub(predictions, targets)));
}
