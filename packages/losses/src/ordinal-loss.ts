import { SCORE_RANGE, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { binaryCrossEntropy } from "./binary-cross-entropy.ts";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";
import { expectPositive } from "./expect-positive.ts";

export interface OrdinalLossOptions {
  /** Scores between two grades, rising, inside 0 .. 5. Default half way between whole scores: 0.5, 1.5 .. 4.5. */
  readonly thresholds?: readonly number[];
  /** Logits a point of the score: how sharply a prediction falls on one side of a threshold. Default 4. */
  readonly scale?: number;
}

/**
 * Is the score above each threshold? Mean over rows and thresholds of the binary cross-entropy of scale (p - threshold) and
 * t > threshold. Range 0 and up, in nats.
 *
 * A prediction stays on 0 .. 5, and its answers cannot contradict each other: the thresholds are fixed and share the scale.
 * Between two thresholds it knows no difference, and beyond the last it costs nothing to go too far: give it company that
 * minds, e.g. MAE.
 * @throws UserError where an option is out of range.
 * @see Cao, Mirjalili and Raschka 2020, arXiv:1901.07884 (CORAL), with fixed thresholds where that learns biases.
 */
export function ordinalLoss({ thresholds = [0.5, 1.5, 2.5, 3.5, 4.5], scale = 4 }: OrdinalLossOptions = {}): RowLoss {
  expectPositive("ordinalLoss", "scale", scale);
  const { minimum, maximum } = SCORE_RANGE;
  const inside = thresholds.every((threshold) => threshold > minimum && threshold < maximum);
  const rising = thresholds.every((threshold, index) => index === 0 || threshold > (thresholds[index - 1] ?? NaN));
  if (thresholds.length === 0 || !inside || !rising) {
    throw new UserError(
      `ordinalLoss: found thresholds [${thresholds.join(", ")}], expected rising numbers between ${minimum} and ${maximum}`,
    );
  }
  return defineRowLoss("ordinalLoss", { thresholds, scale }, (predictions, targets) => {
    const above = (values: tf.Tensor1D): tf.Tensor2D => tf.sub(tf.expandDims(values, 1), tf.tensor1d([...thresholds]));
    const answers = tf.cast(tf.greater(above(targets), 0), "float32");
    return tf.mean(binaryCrossEntropy(tf.mul<tf.Tensor2D>(above(predictions), scale), answers), 1);
  });
}
