import * as tf from "@tensorflow/tfjs-core";
import { savedTensors, withGradient } from "./with-gradient.ts";

/** Two orders of the same rows. */
export interface Move {
  /** int32, of any shape S: the row of x that each row of y is. */
  readonly from: tf.Tensor;
  /** int32 [rows of x]: the row of y that each row of x became; of one that became none, a row of y whose gradient is 0. */
  readonly to: tf.Tensor;
}

/**
 * y_i = x_from(i). Gradient: dx_j = dy_to(j), a lookup too, where that of a lookup in general is a sum. It asks that rows of y beyond
 * the first of the same row of x have a gradient of 0, as padding has.
 * @param x [rows, W].
 * @returns [...S, W].
 */
export function moveRows(x: tf.Tensor2D, { from, to }: Move): tf.Tensor {
  const [, width] = x.shape;
  return withGradient<tf.Tensor>(
    [x],
    () => ({ value: tf.gather(x, from), saved: [to] }),
    (dy, saved) => {
      const [savedTo] = savedTensors("moveRows", saved, 1);
      return [tf.gather(tf.reshape(dy, [from.size, width]), savedTo)];
    },
  );
}
