import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { convolve } from "./convolution.ts";

beforeAll(cpuBackend);

const x = (): tf.Tensor3D => tf.tensor3d([1, 2, -1, 0.5, 3, 1, 2, 2], [1, 4, 2]);
const weight = (): tf.Tensor => tf.tensor([0.1, 0.2, 0.3, -0.1, 0.4, 0.5, 1, -1, 0.5, 0.25, 0.75, -0.5], [2, 2, 3]);
const bias = (): tf.Tensor => tf.tensor1d([0.5, -0.5]);

describe("convolve", () => {
  it("gives what torch does: tools/golden/layers.py, torch 2.15.0", () => {
    const expected = [1.45, -0.75, 1.8, 3.375, 2.95, -3.625, 1.9, 2.25];
    for (const [index, value] of convolve(x(), weight(), bias()).dataSync().entries()) {
      expect(value).toBeCloseTo(expected[index] ?? NaN, 6);
    }
  });

  it("has the gradients of finite differences", () => {
    checkGradients(
      (input, w, b) => tf.mean(tf.square(convolve(tf.reshape(input, [1, 4, 2]), w, b))),
      [x(), weight(), bias()],
    );
  });

  it("refuses an even kernel", () => {
    expect(() => convolve(x(), tf.ones([2, 2, 2]), bias())).toThrow("convolve: kernel of 2, expected an odd one");
  });
});
