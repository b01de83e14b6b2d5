import type { Step, TensorSpec } from "@dalmeum/contracts";
import { geluDense, layerNorm } from "@dalmeum/models";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "../test/engines.ts";
import { runOnce } from "../test/run-once.ts";

/** A function of one float32 tensor, at values where a naive formula overflows, cancels or divides by zero. */
type Case = readonly [
  name: string,
  compute: (x: tf.Tensor) => tf.Tensor,
  shape: readonly number[],
  x: readonly number[],
  expected: readonly number[],
];

/** Two values that a 24-bit mantissa tells apart only just, so that a difference of squares would give no variance. */
const near = [4096, 4097, 4096, 4097];
const normalized = (x: tf.Tensor): tf.Tensor => layerNorm(tf.reshape(x, [1, 4]), tf.ones([4]), tf.zeros([4]), 1e-12);

const activated = (x: tf.Tensor): tf.Tensor => geluDense(tf.reshape(x, [5, 1]), tf.ones([1, 1]), tf.zeros([1]));
/** tf.logSoftmax calls other kernels, and TensorFlow's backend has no such kernel. */
const logSoftmax = (logits: tf.Tensor): tf.Tensor => tf.engine().runKernel("LogSoftmax", { logits }, { axis: -1 });

const cases: readonly Case[] = [
  ["softmax of a masked row", (x) => tf.softmax(x), [1, 3], [1e4, 1e4, -1e4], [0.5, 0.5, 0]],
  ["softmax of a row that is all masked", (x) => tf.softmax(x), [1, 2], [-1e9, -1e9], [0.5, 0.5]],
  ["log of softmax", logSoftmax, [1, 2], [0, -1e4], [0, -1e4]],
  ["layer normalization of a constant row", normalized, [4], [3, 3, 3, 3], [0, 0, 0, 0]],
  ["layer normalization far from zero", normalized, [4], near, [-1, 1, -1, 1]],
  ["gelu", activated, [5], [-100, -1, 0, 1, 100], [0, -0.158655, 0, 0.841345, 100]],
  ["softplus", (x) => tf.softplus(x), [4], [-100, 0, 30, 100], [3.7835e-44, Math.LN2, 30, 100]],
  ["sigmoid", (x) => tf.sigmoid(x), [2], [-100, 100], [3.7835e-44, 1]],
  ["tanh", (x) => tf.tanh(x), [2], [-100, 100], [-1, 1]],
  ["the largest of infinities", (x) => tf.max(x), [2], [-Infinity, -Infinity], [-Infinity]],
  [
    "constants that are no numbers",
    (x) => tf.mul(x, tf.tensor1d([NaN, Infinity, -0])),
    [3],
    [1, 1, 1],
    [NaN, Infinity, -0],
  ],
  ["a constant of one entry", (x) => tf.add(x, tf.tensor2d([[-2.5]])), [1, 1], [1], [-1.5]],
  ["a truncated quotient", (x) => tf.cast(tf.cast(x, "int32"), "float32"), [2], [-1.7, 1.7], [-1, 1]],
  ["a cast to booleans", (x) => tf.cast(tf.cast(x, "bool"), "float32"), [3], [0, -0.5, 2], [0, 1, 1]],
];

/** What a runtime does otherwise, and no step asks of it. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  tensorflow: ["log of softmax"],
  // OpenVINO 2026.4 gives the lowest finite float32: findings/openvino-largest-of-infinities.sh.
  openvino: ["the largest of infinities"],
};

const spec = (shape: readonly number[]): TensorSpec => ({ shape, dtype: "float32" });

describe.each(runtimeEngines)("engine %s", (runtime, makeEngine) => {
  beforeAll(cpuBackend);

  it.each(cases.filter(([name]) => !exceptions[runtime]?.includes(name)))(
    "computes %s",
    async (_name, compute, shape, x, expected) => {
      const step: Step = (inputs) => ({ y: compute(inputs.x ?? tf.zeros([0])) });
      const { y } = await runOnce(makeEngine(1), step, { x: spec(shape) }, { x: Float32Array.from(x) });
      expect(y).toHaveLength(expected.length);
      for (const [index, value] of expected.entries()) {
        if (Number.isFinite(value)) expect(y?.[index]).toBeCloseTo(value, 5);
        else expect(y?.[index]).toBe(value);
      }
    },
  );
});
