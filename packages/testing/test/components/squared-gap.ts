import type { VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** A loss on vectors that keeps the contract: the squared gap of a pair's dot product, squashed, to the binary label. */
export function squaredGap(): VectorLoss {
  return {
    name: "squaredGap",
    options: {},
    reads: "vectors",
    target: "binaryLabel",
    compute: ({ sentence1, sentence2 }, targets, weights) => {
      const shapes = [sentence1, sentence2, targets, weights].map(({ shape }) => `[${shape.join(", ")}]`);
      const [first, second, ...others] = shapes;
      if (first !== second || !others.every((shape) => shape === `[${sentence1.shape[0]}]`)) {
        throw new Error(`[B, H] twice and [B] twice expected, got ${shapes.join(", ")}`);
      }
      return tf.tidy(() => {
        const close = tf.tanh(tf.sum<tf.Tensor1D>(tf.mul(sentence1, sentence2), 1));
        const gaps = tf.mul(weights, tf.sub(close, targets));
        return tf.div(tf.sum(tf.square(gaps)), tf.maximum(tf.sum(weights), 1));
      });
    },
  };
}
