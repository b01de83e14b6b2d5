import type { Loss } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import golden from "../fixtures/losses.json" with { type: "json" };

/** Registers the comparison of a loss's value and gradient with torch's. */
export function itGivesTorchsValue(name: keyof typeof golden.losses, loss: Loss): void {
  beforeAll(cpuBackend);

  it(`gives the value and gradient of ${golden.tool}`, () => {
    const { predictions, targets, value, gradient } = golden.losses[name];
    const { value: found, grad } = tf.valueAndGrad((p: tf.Tensor) =>
      loss.compute(tf.reshape(p, [-1]), tf.tensor1d(targets), tf.onesLike(tf.tensor1d(targets))),
    )(tf.tensor1d(predictions));
    expect(found.dataSync()[0]).toBeCloseTo(value, 5);
    for (const [row, expected] of gradient.entries()) expect(grad.dataSync()[row]).toBeCloseTo(expected, 5);
  });
}

/** A loss on plain numbers, every row counting. */
export function valueOf(loss: Loss, predictions: number[], targets: number[]): number {
  const ones = tf.tensor1d(predictions.map(() => 1));
  return loss.compute(tf.tensor1d(predictions), tf.tensor1d(targets), ones).dataSync()[0] ?? NaN;
}
