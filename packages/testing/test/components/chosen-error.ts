import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { squaredError } from "./squared-error.ts";

/** Huber's loss as PyTorch's users write it: by a comparison of what is differentiated. */
export function chosenError({ delta = 1 }: { readonly delta?: number } = {}): Loss {
  return {
    ...squaredError(),
    name: "chosenError",
    options: { delta },
    compute: (predictions, targets, weights) => {
      // It refuses what does not fit.
      squaredError().compute(predictions, targets, weights).dispose();
      return tf.tidy(() => {
        const error = tf.abs(tf.mul(weights, tf.sub(predictions, targets)));
        const costs = tf.where(
          tf.greater(error, delta),
          tf.mul(delta, tf.sub(error, delta / 2)),
          tf.div(tf.square(error), 2),
        );
        return tf.div(tf.sum(costs), tf.maximum(tf.sum(weights), 1));
      });
    },
  };
}
