import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** A loss that keeps the contract. */
export function squaredError(): Loss {
  return {
    name: "squaredError",
    options: {},
    reads: "outputs",
    compute: (predictions, targets, weights) => {
      const shapes = [predictions.shape, targets.shape, weights.shape].map((shape) => `[${shape.join(", ")}]`);
      if (predictions.rank !== 1 || new Set(shapes).size !== 1)
        throw new Error(`one shape [B] expected, got ${shapes.join(", ")}`);
      return tf.tidy(() => {
        const residuals = tf.mul(weights, tf.sub(predictions, targets));
        return tf.div(tf.sum(tf.square(residuals)), tf.maximum(tf.sum(weights), 1));
      });
    },
  };
}
