import { binaryCrossEntropy } from "./binary-cross-entropy.ts";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

/**
 * Binary cross-entropy of logits x and labels t in 0 .. 1: mean of max(x, 0) - x t + log(1 + exp(-|x|)). Range 0 and
 * up, in nats.
 * @see torch.nn.functional.binary_cross_entropy_with_logits 2.15.
 */
export function binaryCrossEntropyLoss(): RowLoss {
  return defineRowLoss("binaryCrossEntropyLoss", {}, binaryCrossEntropy);
}
