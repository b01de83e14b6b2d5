import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { xlaPlugin as plugin } from "../../../test/xla-plugin.ts";
import { xlaEngine } from "../../index.ts";

type Operation = (x: tf.Tensor, none: tf.Tensor) => tf.Tensor;

/** Functions of x [2, 3] and of a tensor [0, 3]. */
const operations: Readonly<Record<string, readonly [compute: Operation, expected: readonly number[]]>> = {
  "the sum of no rows": [(_, none) => tf.sum(none, 0), [0, 0, 0]],
  "the largest of no rows": [(_, none) => tf.max(none, 0), [-Infinity, -Infinity, -Infinity]],
  "no rows beside others": [(x, none) => tf.concat([x, none], 0), [1, 2, 3, 4, 5, 6]],
  "a product over no entries": [(_, none) => tf.matMul(none, none, true), Array.from({ length: 9 }, () => 0)],
  "no rows of a table": [(x) => tf.gather(x, tf.tensor1d([], "int32")), []],
  "running sums of no rows": [(_, none) => tf.cumsum(none, 1), []],
  "no rows, repeated": [(_, none) => tf.tile(none, [2, 1]), []],
  "a constant without entries": [(_, none) => tf.add(none, tf.tensor2d([], [0, 3])), []],
  "a slice of nothing": [(x) => tf.slice(x, [1, 0], [0, 3]), []],
};

describe.skipIf(plugin === undefined)("XLA computes with tensors that have no entries", () => {
  beforeAll(cpuBackend);

  it.each(Object.entries(operations))("%s", async (_, [compute, expected]) => {
    const x = Float32Array.of(1, 2, 3, 4, 5, 6);
    const steps = await xlaEngine({ plugin: plugin ?? "" }).compileLengths((rows) => ({
      inputs: { x: { shape: [2, 3], dtype: "float32" }, none: { shape: [rows, 3], dtype: "float32" } },
      step: (inputs) => ({ y: compute(inputs.x ?? tf.zeros([0]), inputs.none ?? tf.zeros([0])) }),
    }));
    const y = new Float32Array(expected.length);
    await (await steps.at(0)).run({ x, none: new Float32Array(0) }, { y });
    expect([...y]).toEqual(expected);
    await steps.dispose();
  });
});
