import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { LAYER_NORMALIZATION_KERNEL, layerNorm } from "./layer-norm.ts";

beforeAll(cpuBackend);

const x = (): tf.Tensor2D =>
  tf.tensor2d([
    [1, -2, 0.5, 3],
    [0.1, 0.2, 0.4, -0.3],
  ]);
const gamma = (): tf.Tensor1D => tf.tensor1d([1.5, -0.5, 2, 0.25]);
const beta = (): tf.Tensor1D => tf.tensor1d([0.1, 0.2, -0.3, 0]);
const rounded = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync(), (value) => Number(value.toFixed(5)));

describe("layerNorm", () => {
  it("gives the values of torch 2.15.0", () => {
    expect(rounded(layerNorm(x(), gamma(), beta(), 1e-5))).toEqual([
      0.41584, 0.93695, -0.44037, 0.33338, 0.1, 0.0039, 2.05321, -0.3922,
    ]);
  });

  it("gives beta, and finite gradients, for a constant row", () => {
    const row = tf.fill<tf.Rank.R2>([1, 4], 7);
    expect(rounded(layerNorm(row, gamma(), beta(), 1e-12))).toEqual([0.1, 0.2, -0.3, 0]);
    const gradient = tf.grad((input: tf.Tensor) =>
      tf.sum(layerNorm(tf.reshape(input, [1, 4]), gamma(), beta(), 1e-12)),
    )(row);
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  });

  it("has the gradients of finite differences", () => {
    const mix = tf.tensor2d([
      [0.3, -1, 0.7, 0.2],
      [1, 0.5, -0.4, 0.1],
    ]);
    checkGradients(
      (input, scale, shift) => tf.sum(tf.mul(mix, layerNorm(tf.reshape(input, [2, 4]), scale, shift, 1e-5))),
      [x(), gamma(), beta()],
    );
  });

  it("takes the value, mean and inverse deviation of the backend's kernel where it has one", () => {
    const loss = (input: tf.Tensor): tf.Scalar =>
      tf.sum(tf.square(layerNorm(tf.reshape(input, [2, 4]), gamma(), beta(), 1e-5)));
    const composed = { value: layerNorm(x(), gamma(), beta(), 1e-5), gradient: tf.grad(loss)(x()) };
    tf.registerKernel({
      kernelName: LAYER_NORMALIZATION_KERNEL,
      backendName: "cpu",
      kernelFunc: ({ attrs }) => {
        expect(attrs).toEqual({ epsilon: 1e-5 });
        const { mean, variance } = tf.moments(x(), 1, true);
        return [tf.mul(composed.value, 2), mean, tf.rsqrt(tf.add(variance, 1e-5))];
      },
    });
    try {
      expect(rounded(layerNorm(x(), gamma(), beta(), 1e-5))).toEqual(rounded(tf.mul(composed.value, 2)));
      expect(rounded(tf.grad(loss)(x()))).toEqual(rounded(tf.mul(composed.gradient, 2)));
    } finally {
      tf.unregisterKernel(LAYER_NORMALIZATION_KERNEL, "cpu");
    }
  });

  it("refuses another shape and says which", () => {
    expect(() => layerNorm(x(), tf.ones([3]), beta(), 1e-5)).toThrow("layerNorm: gamma has shape [3], expected [4]");
    expect(() => layerNorm(x(), gamma(), tf.ones([1, 4]), 1e-5)).toThrow(
      "layerNorm: beta has shape [1, 4], expected [4]",
    );
  });
});
