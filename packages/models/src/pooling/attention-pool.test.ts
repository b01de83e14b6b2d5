import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { attentionPool } from "./attention-pool.ts";
import { pool } from "./pool.ts";

beforeAll(cpuBackend);

const hidden = (): tf.Tensor3D => tf.tensor3d([1, 2, 3, 6, 9, 9, 5, -1, 7, 7, 8, 8], [2, 3, 2]);
const mask = (): tf.Tensor2D => tf.tensor2d([1, 1, 0, 1, 0, 0], [2, 3]);

describe("attentionPool", () => {
  it("gives what torch does: tools/golden/layers.py, torch 2.15.0", () => {
    const found = attentionPool(hidden(), mask(), tf.tensor2d([[0.3, -0.2]]));
    const expected = [1.900331974029541, 3.800663948059082, 5, -1];
    for (const [index, value] of found.dataSync().entries()) expect(value).toBeCloseTo(expected[index] ?? NaN, 6);
  });

  it("is the mean at a weight of 0", () => {
    const found = attentionPool(hidden(), mask(), tf.zeros([1, 2]));
    expect([...found.dataSync()]).toEqual([...pool(hidden(), mask(), "mean").dataSync()]);
  });

  it("keeps to the highest score where scores are huge", () => {
    const found = attentionPool(hidden(), mask(), tf.tensor2d([[500, 500]]));
    expect([...found.dataSync()]).toEqual([3, 6, 5, -1]);
  });

  it("has the gradients of finite differences", () => {
    checkGradients(
      (input, weight) => tf.sum(tf.square(attentionPool(tf.reshape(input, [2, 3, 2]), mask(), weight))),
      [tf.div(hidden(), 10), tf.tensor2d([[0.3, -0.2]])],
    );
  });

  it("refuses a weight of another width", () => {
    expect(() => attentionPool(hidden(), mask(), tf.zeros([1, 3]))).toThrow(
      "attentionPool: weight has shape [1, 3], expected [1, 2]",
    );
  });
});
