import { onnxruntimeEngine } from "../src/index.ts";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";

it("runs the README's example", async () => {
  const vector = { shape: [3], dtype: "float32" } as const;
  const step = await onnxruntimeEngine().compile(
    ({ weights = tf.zeros([3]), rate = tf.scalar(0) }) => {
      const gradient = tf.grad((w: tf.Tensor) => tf.sum(tf.square(w)))(weights);
      return { weights: tf.sub(weights, tf.mul(rate, gradient)) };
    },
    { weights: vector, rate: { shape: [], dtype: "float32" } },
  );
  const weights = new Float32Array(3);
  await step.run({ weights: Float32Array.of(1, 2, 3), rate: Float32Array.of(0.25) }, { weights });
  expect([...weights]).toEqual([0.5, 1, 1.5]);
});
