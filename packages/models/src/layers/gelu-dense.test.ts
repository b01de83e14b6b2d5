import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { GELU_KERNEL, geluDense } from "./gelu-dense.ts";

beforeAll(cpuBackend);

// torch 2.15.0, torch.nn.functional.gelu and its gradient. The far ends are where x Phi(x) is -0 and x.
const INPUTS = [-20, -3, -1, -0.1, 0, 0.5, 2, 20];
const VALUES = [0, -0.00405022502, -0.158655256, -0.0460172184, 0, 0.345731229, 1.95449972, 20];
const SLOPES = [0, -0.0119456053, -0.0833154321, 0.420476824, 0.5, 0.86749506, 1.0852319, 1];

/** With weight 1 and bias 0 the layer is GELU itself. */
const gelu = (x: tf.Tensor): tf.Tensor => geluDense(tf.reshape(x, [-1, 1]), tf.ones([1, 1]), tf.zeros([1]));

const largestDifference = (tensor: tf.Tensor, expected: readonly number[]): number =>
  Math.max(...Array.from(tensor.dataSync(), (value, index) => Math.abs(value - (expected[index] ?? NaN))));

describe("geluDense", () => {
  it("gives the values and slopes of torch 2.15.0, at -20 and 20 too", () => {
    expect(largestDifference(gelu(tf.tensor1d(INPUTS)), VALUES)).toBeLessThan(1e-6);
    expect(largestDifference(tf.grad(gelu)(tf.tensor1d(INPUTS)), SLOPES)).toBeLessThan(1e-6);
  });

  it("has the gradients of finite differences", () => {
    const x = tf.tensor2d([
      [-1.5, -0.2, 0.3],
      [0.9, 1.4, -0.7],
    ]);
    const weight = tf.tensor2d([
      [0.5, -1, 0.25],
      [1, 0, 0.75],
    ]);
    const weights = tf.tensor2d([
      [1, -2],
      [0.5, 1],
    ]);
    checkGradients(
      (input, matrix, bias) => tf.sum(tf.mul(weights, geluDense(tf.reshape(input, [2, 3]), matrix, bias))),
      [x, weight, tf.tensor1d([0.1, -0.2])],
    );
  });

  it("takes the value and the slope from the backend's kernel where it has one, at 0 too", () => {
    let calls = 0;
    const value = (x: number): number => VALUES[INPUTS.findIndex((input) => Math.fround(input) === x)] ?? x / 2;
    tf.registerKernel({
      kernelName: GELU_KERNEL,
      backendName: "cpu",
      kernelFunc: ({ inputs }) => {
        calls++;
        const x = inputs.x ?? expect.fail("the kernel got no x");
        const given = Array.from(tf.engine().makeTensorFromTensorInfo(x).dataSync());
        return tf.tensor(given.map(value), x.shape);
      },
    });
    try {
      const x = tf.tensor1d(INPUTS);
      expect(largestDifference(gelu(x), VALUES)).toBeLessThan(1e-6);
      expect(largestDifference(tf.grad(gelu)(x), SLOPES)).toBeLessThan(1e-6);
      expect(
        tf
          .grad(gelu)(tf.tensor1d([0]))
          .dataSync()[0],
      ).toBeCloseTo(0.5, 6);
      expect(calls).toBe(5);
    } finally {
      tf.unregisterKernel(GELU_KERNEL, "cpu");
    }
  });

  it("refuses shapes that would broadcast", () => {
    expect(() => geluDense(tf.ones([2, 3]), tf.ones([2, 1]), tf.ones([2]))).toThrow(
      "geluDense: weight has shape [2, 1], expected [2, 3]",
    );
  });
});
