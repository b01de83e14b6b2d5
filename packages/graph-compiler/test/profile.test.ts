import type { Engine, RunProfile, StepsByLength } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine } from "../src/index.ts";
import { runtimeEngines } from "./engines.ts";

/** The gradient of a product of [L, 4] with [4, 4]. */
const steps: StepsByLength = (length) => ({
  inputs: { x: { shape: [length, 4], dtype: "float32" }, weights: { shape: [4, 4], dtype: "float32" } },
  step: ({ x = tf.zeros([0]), weights = tf.zeros([0]) }) => ({
    gradient: tf.grad((w: tf.Tensor) => tf.sum(tf.square(tf.matMul(x, w))))(weights),
  }),
});

async function profiled(engine: Engine, lengths: readonly number[]): Promise<readonly RunProfile[]> {
  const compiled = await engine.compileLengths(steps);
  for (const length of lengths) {
    const step = await compiled.at(length);
    const x = new Float32Array(length * 4).fill(1);
    await step.run({ x, weights: new Float32Array(16).fill(1) }, { gradient: new Float32Array(16) });
  }
  const runs = (await compiled.endProfile?.()) ?? [];
  await compiled.dispose();
  return runs;
}

/** XLA tells no times of kernels. */
const profilers = runtimeEngines.filter(([name]) => name !== "xla");

describe.each([...profilers, ["eager", (_: number, profile = false) => eagerEngine("cpu", { profile })] as const])(
  "profile on %s",
  (_runtime, makeEngine) => {
    beforeAll(cpuBackend);

    it("tells of every run, in order, what its kernels took", async () => {
      let latest = performance.now();
      const runs = await profiled(makeEngine(1, true), [5, 900, 5]);
      expect(runs).toHaveLength(3);
      for (const { start, duration, kernels } of runs) {
        expect(start).toBeGreaterThanOrEqual(latest);
        latest = start + duration;
        expect(kernels.map(({ operator }) => operator).join()).toMatch(/MatMul|FullyConnected|Gemm/);
        const starts = kernels.map((kernel) => kernel.start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        for (const kernel of kernels) {
          expect(kernel.name).not.toBe("");
          expect(kernel.duration).toBeGreaterThanOrEqual(0);
        }
      }
    });

    it("tells nothing where it was not asked to", async () => {
      expect(await profiled(makeEngine(1), [5])).toEqual([]);
    });
  },
);
