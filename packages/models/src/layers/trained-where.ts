import * as tf from "@tensorflow/tfjs-core";
import { savedTensors, withGradient } from "./with-gradient.ts";

/**
 * x as it is; its gradient is y' = trained * dy.
 * @param trained 0 or 1, [rows, 1].
 * @param x [rows, H].
 */
export function trainedWhere(trained: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  return withGradient(
    [x],
    () => ({ value: tf.clone(x), saved: [trained] }),
    (dy, saved) => {
      const [where] = savedTensors("trainedWhere", saved, 1);
      return [tf.mul(dy, where)];
    },
  );
}
