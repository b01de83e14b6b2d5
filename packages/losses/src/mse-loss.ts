import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

/**
 * Mean squared error: mean of (p - t)^2. Range 0 and up, in squared units of the score.
 * @see torch.nn.functional.mse_loss 2.15.
 */
export function mseLoss(): RowLoss {
  return defineRowLoss("mseLoss", {}, (predictions, targets) => tf.square(tf.sub(predictions, targets)));
}
