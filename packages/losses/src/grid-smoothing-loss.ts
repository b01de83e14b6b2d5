import { SCORE_RANGE, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

export interface GridSmoothingLossOptions {
  /** A loss on scores that is a mean over rows, e.g. `maeLoss()`. */
  readonly loss: RowLoss;
  /** From one score that raters can give together to the next: 1 / raters where each gives a whole number. Default 0.2. */
  readonly step?: number;
  /** How likely the score could as well have been a step away, from 0 to below 1. Default 0.1. */
  readonly smoothing?: number;
}

const MOST_STEPS = 500;

/**
 * Label smoothing to the raters' grid: the mean over rows of what a loss would cost on average over the scores that the
 * raters might have given, sum over grid points g = 0, step .. 5 of q(g) cost(p, g).
 *
 * q is (1 - smoothing) n(t) + smoothing (n(t - step) + n(t + step)) / 2: had one rater said one point less or more, the mean
 * would be a step away. n(t) is all on t where t is on the grid, and shared by its two neighbours so that their mean is t
 * where it is not; t - step and t + step end at 0 and 5. In units of the loss.
 *
 * On `maeLoss` it makes the last step before the target flatter, so that errors finer than the raters' own weigh less. On
 * `mseLoss` it only adds a constant, except near 0 and 5, where it moves targets inwards.
 * @throws UserError where an option is out of range.
 * @see Szegedy et al. 2016, arXiv:1512.00567, section 7, for the mean over a softened label; grid and neighbours are ours.
 */
export function gridSmoothingLoss({ loss, step = 0.2, smoothing = 0.1 }: GridSmoothingLossOptions): RowLoss {
  const { minimum, maximum } = SCORE_RANGE;
  const steps = Math.round((maximum - minimum) / step);
  if (!(steps >= 1 && steps <= MOST_STEPS && Math.abs(steps * step - (maximum - minimum)) < 1e-6)) {
    throw new UserError(
      `gridSmoothingLoss: found step ${step}, expected ${maximum} divided by a whole number from 1 to ${MOST_STEPS}`,
    );
  }
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new UserError(`gridSmoothingLoss: found smoothing ${smoothing}, expected from 0 to below 1`);
  }
  const grid = Array.from({ length: steps + 1 }, (_, index) => minimum + ((maximum - minimum) * index) / steps);
  const options = { step, smoothing, loss: loss.name, options: loss.options };
  return defineRowLoss("gridSmoothingLoss", options, (predictions, targets) => {
    const points = tf.tensor1d(grid);
    const near = (values: tf.Tensor1D): tf.Tensor2D => {
      const distances = tf.abs(tf.sub<tf.Tensor2D>(tf.expandDims(values, 1), points));
      return tf.relu(tf.sub(1, tf.div(distances, step)));
    };
    const lower = near(tf.maximum(tf.sub(targets, step), minimum));
    const higher = near(tf.minimum(tf.add(targets, step), maximum));
    const likely = tf.add(tf.mul(near(targets), 1 - smoothing), tf.mul(tf.add(lower, higher), smoothing / 2));
    const room = tf.zeros<tf.Rank.R2>([predictions.size, grid.length]);
    const spread = (values: tf.Tensor): tf.Tensor1D => tf.reshape(tf.add(room, values), [-1]);
    const costs = loss.costs(spread(tf.expandDims(predictions, 1)), spread(points));
    return tf.sum(tf.mul(likely, tf.reshape(costs, room.shape)), 1);
  });
}
