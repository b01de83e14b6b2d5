import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { dense } from "./dense.ts";

beforeAll(cpuBackend);

describe("dense", () => {
  const x = (): tf.Tensor2D =>
    tf.tensor2d([
      [1, 2, 3],
      [0, 0, 0],
      [-1, 0.5, 2],
    ]);

  it("gives the values of torch.nn.functional.linear 2.15.0", () => {
    const y = dense(
      x(),
      tf.tensor2d([
        [0.5, -1, 0.25],
        [1, 0, 2],
      ]),
      tf.tensor1d([0.1, -0.2]),
    );
    [-0.65, 6.8, 0.1, -0.2, -0.4, 2.8].forEach((value, index) => {
      expect(y.dataSync()[index]).toBeCloseTo(value, 6);
    });
  });

  it("has the gradient that central differences give", () => {
    const weights = tf.tensor2d([
      [1, -2],
      [0.5, 3],
      [2, 1],
    ]);
    checkGradients(
      (a, weight, bias) => tf.sum(tf.mul(dense(tf.reshape(a, [3, 3]), weight, bias), weights)),
      [x(), tf.tensor2d([0.5, -1, 0.25, 1, 0, 2], [2, 3]), tf.tensor1d([0.1, -0.2])],
    );
  });

  it("keeps gradients finite at 1e18", () => {
    const bias = tf.grads((weight: tf.Tensor, b: tf.Tensor) => tf.sum(dense(tf.fill([3, 3], 1e18), weight, b)));
    for (const gradient of bias([tf.ones([2, 3]), tf.ones([2])])) {
      expect([...gradient.dataSync()].every(Number.isFinite)).toBe(true);
    }
  });

  it("refuses shapes that would broadcast", () => {
    expect(() => dense(x(), tf.ones([2, 1]), tf.ones([2]))).toThrow("dense: weight has shape [2, 1], expected [2, 3]");
    expect(() => dense(x(), tf.ones([2, 3]), tf.ones([1]))).toThrow("dense: bias has shape [1], expected [2]");
  });
});
