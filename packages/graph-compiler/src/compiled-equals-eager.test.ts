import type { Engine, HostArrays, Signature, Step, Tensors } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "../test/engines.ts";
import { operations, undifferentiated } from "../test/operations.ts";
import { runOnce } from "../test/run-once.ts";
import { sizeOf } from "./graph/value.ts";
import { eagerEngine } from "./index.ts";

const inputs = {
  a: Float32Array.of(0.3, 1.7, 0.9, 2.1, 0.45, 1.2),
  b: Float32Array.of(0.8, 0.6, 1.9, 0.25, 1.4, 1.1),
};
const signature = { a: { shape: [2, 3], dtype: "float32" }, b: { shape: [2, 3], dtype: "float32" } } as const;

const inputsOf = ({ a, b }: Tensors): readonly [tf.Tensor, tf.Tensor] => {
  if (!a || !b) throw new Error("a or b is missing");
  return [a, b];
};

/** The inputs, and weights of whatever shape the step declared. */
const feedsOf = ({ weights }: Signature): HostArrays => ({
  ...inputs,
  ...(weights && { weights: Float32Array.from({ length: sizeOf(weights.shape) }, (_, index) => 1 + index / 10) }),
});

async function expectAgreement(engine: Engine, step: Step): Promise<void> {
  const compiled = await runOnce(engine, step, signature, feedsOf);
  const eager = await runOnce(eagerEngine("cpu"), step, signature, feedsOf);
  expect(Object.keys(compiled)).toEqual(Object.keys(eager));
  for (const [name, values] of Object.entries(eager)) {
    for (const [index, value] of values.entries()) expect(compiled[name]?.[index]).toBeCloseTo(value, 4);
  }
}

describe.each(runtimeEngines)("a step compiled for %s equals the eager one", (_runtime, makeEngine) => {
  beforeAll(cpuBackend);

  it.each(Object.entries(operations))("%s: values and gradients", async (_name, operation) => {
    await expectAgreement(makeEngine(1), (tensors, declareInput) => {
      const [a, b] = inputsOf(tensors);
      const value = operation(a, b);
      // They come in, as what reaches a gradient in training follows from data: OpenVINO 2026.4 takes a square constant
      // for its transpose where it computed that constant itself and two products read it, one of them transposed.
      const weights = declareInput("weights", { shape: value.shape, dtype: "float32" });
      const weighted = (x: tf.Tensor, y: tf.Tensor): tf.Scalar =>
        // The added terms keep both inputs in the gradient where an operation reads one of them only.
        tf.sum(tf.addN([tf.sum(tf.mul(operation(x, y), weights)), tf.sum(x), tf.sum(y)]));
      const [gradientA, gradientB] = tf.grads(weighted)([a, b]);
      if (!gradientA || !gradientB) throw new Error("a gradient is missing");
      return { value, gradientA, gradientB };
    });
  });

  it.each(Object.entries(undifferentiated))("%s: values", async (_name, operation) => {
    await expectAgreement(makeEngine(1), (tensors) => ({ value: tf.cast(operation(...inputsOf(tensors)), "float32") }));
  });
});
