import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { moveRows } from "./move-rows.ts";

beforeAll(cpuBackend);

const x = (): tf.Tensor2D =>
  tf.tensor2d([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

it("moves rows to other places and shapes, with the gradients of finite differences where padding has none", () => {
  // The last row of x is padding, which two places read; a fourth of its own is left out.
  const move = {
    from: tf.tensor2d(
      [
        [1, 2],
        [2, 0],
      ],
      [2, 2],
      "int32",
    ),
    to: tf.tensor1d([3, 0, 1], "int32"),
  };
  const y = moveRows(x(), move);
  expect(y.shape).toEqual([2, 2, 2]);
  expect([...y.dataSync()]).toEqual([3, 4, 5, 6, 5, 6, 1, 2]);
  const weights = tf.tensor3d([
    [
      [2, -1],
      [0, 0],
    ],
    [
      [0, 0],
      [3, 0.5],
    ],
  ]);
  checkGradients((rows) => tf.sum(tf.mul(moveRows(tf.reshape(rows, [3, 2]), move), weights)), [x()]);
});
