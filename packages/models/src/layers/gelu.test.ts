import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { gelu, GELU_KERNEL } from "./gelu.ts";

beforeAll(cpuBackend);

// torch 2.15.0, torch.nn.functional.gelu and its gradient. The far ends are where x Phi(x) is -0 and x.
const INPUTS = [-20, -3, -1, -0.1, 0, 0.5, 2, 20];
const VALUES = [0, -0.00405022502, -0.158655256, -0.0460172184, 0, 0.345731229, 1.95449972, 20];
const SLOPES = [0, -0.0119456053, -0.0833154321, 0.420476824, 0.5, 0.86749506, 1.0852319, 1];

const largestDifference = (tensor: tf.Tensor, expected: readonly number[]): number =>
  Math.max(...Array.from(tensor.dataSync(), (value, index) => Math.abs(value - (expected[index] ?? NaN))));

describe("gelu", () => {
  it("gives the values and slopes of torch 2.15.0, at -20 and 20 too", () => {
    expect(largestDifference(gelu(tf.tensor1d(INPUTS)), VALUES)).toBeLessThan(1e-6);
    expect(largestDifference(tf.grad(gelu)(tf.tensor1d(INPUTS)), SLOPES)).toBeLessThan(1e-6);
  });

  it("has the gradients of finite differences", () => {
    const x = tf.tensor2d([
      [-1.5, -0.2, 0.3],
      [0.9, 1.4, -0.7],
    ]);
    checkGradients((input) => tf.sum(gelu(input)), [x]);
  });

  it("takes the value of the backend's kernel where it has one, and its own slope", () => {
    const x = tf.tensor1d(INPUTS);
    tf.registerKernel({
      kernelName: GELU_KERNEL,
      backendName: "cpu",
      kernelFunc: () => tf.tensor1d(VALUES.map((y) => y + 1)),
    });
    try {
      expect(
        largestDifference(
          gelu(x),
          VALUES.map((y) => y + 1),
        ),
      ).toBeLessThan(1e-6);
      expect(largestDifference(tf.grad(gelu)(x), SLOPES)).toBeLessThan(1e-6);
    } finally {
      tf.unregisterKernel(GELU_KERNEL, "cpu");
    }
  });
});
