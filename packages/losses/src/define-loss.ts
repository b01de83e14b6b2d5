import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { expectRows } from "./expect-rows.ts";
import { weightedMean } from "./weighted-mean.ts";

/** A loss that is the mean of what each row costs alone. */
export interface RowLoss extends Loss {
  /** [B]: what each row costs. */
  costs(predictions: tf.Tensor1D, targets: tf.Tensor1D): tf.Tensor1D;
}

/** A loss whose inputs are checked and whose intermediate tensors are freed. */
export function defineLoss(name: string, options: Loss["options"], compute: Loss["compute"]): Loss {
  return {
    name,
    options,
    reads: "outputs",
    compute: (predictions, targets, weights) => {
      expectRows(name, predictions, targets, weights);
      return tf.tidy(() => compute(predictions, targets, weights));
    },
  };
}

/** A loss from what each row costs. */
export function defineRowLoss(name: string, options: Loss["options"], costs: RowLoss["costs"]): RowLoss {
  return {
    ...defineLoss(name, options, (predictions, targets, weights) => weightedMean(costs(predictions, targets), weights)),
    costs,
  };
}
