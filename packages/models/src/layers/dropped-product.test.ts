import type { Mode } from "@dalmeum/contracts";
import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { droppedProduct } from "./dropped-product.ts";

beforeAll(cpuBackend);

describe("droppedProduct", () => {
  const a = (): tf.Tensor =>
    tf.tensor3d([
      [
        [0.2, 0.8],
        [0.5, 0.5],
      ],
      [
        [1, 0],
        [0.3, 0.7],
      ],
    ]);
  const b = (): tf.Tensor =>
    tf.tensor3d([
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [-1, 0, 1],
        [2, 1e4, -1e4],
      ],
    ]);
  const training: Mode = { noise: (shape) => tf.tensor([2, 0, 2, 2, 0, 2, 2, 2], [...shape]) };

  it("is the product in evaluation, and at rate 0", () => {
    const product = Array.from(tf.matMul(a(), b()).dataSync());
    expect(Array.from(droppedProduct(a(), b(), 0.5, {}).dataSync())).toEqual(product);
    expect(Array.from(droppedProduct(a(), b(), 0, training).dataSync())).toEqual(product);
  });

  it("drops entries of the left side in training", () => {
    const y = Array.from(droppedProduct(a(), b(), 0.5, training).dataSync());
    // numpy 2.4.6: (a * noise) @ b in float64.
    [0.4, 0.8, 1.2, 5, 7, 9, 0, 0, 0, 2.2, 14000, -13999.4].forEach((value, index) => {
      expect(Math.abs((y[index] ?? NaN) - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
    });
  });

  it("has the gradients of finite differences", () => {
    const small = tf.clipByValue(tf.div(b(), 10), -1, 1);
    const weights = tf.tensor3d([
      [
        [1, -1, 2],
        [0, 1, 1],
      ],
      [
        [3, 1, -2],
        [1, 0.5, 1],
      ],
    ]);
    checkGradients((x, y) => tf.sum(tf.mul(droppedProduct(x, y, 0.5, training), weights)), [a(), small]);
  });
});
