import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "./pool.ts";

beforeAll(cpuBackend);

const hidden = (): tf.Tensor3D =>
  tf.tensor3d([
    [
      [1, 2],
      [3, 6],
      [9, 9],
    ],
    [
      [5, -1],
      [7, 7],
      [8, 8],
    ],
  ]);
const mask = (): tf.Tensor2D =>
  tf.tensor2d([
    [1, 1, 0],
    [1, 0, 0],
  ]);

describe("pool", () => {
  it("averages the tokens and leaves padding out", () => {
    expect(pool(hidden(), mask(), "mean").arraySync()).toEqual([
      [2, 4],
      [5, -1],
    ]);
  });

  it("takes the first token", () => {
    expect(pool(hidden(), mask(), "first").arraySync()).toEqual([
      [1, 2],
      [5, -1],
    ]);
  });

  it.each(["mean", "first"] as const)("has the gradients of finite differences: %s", (pooling) => {
    checkGradients(
      (input) => tf.sum(tf.square(pool(tf.reshape(input, [2, 3, 2]), mask(), pooling))),
      [tf.div(hidden(), 10)],
    );
  });

  it("refuses a mask of another shape", () => {
    expect(() => pool(hidden(), tf.ones([2, 4]), "mean")).toThrow(
      "pool: attentionMask has shape [2, 4], expected [2, 3]",
    );
  });
});
