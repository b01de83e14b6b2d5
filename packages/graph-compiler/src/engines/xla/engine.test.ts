import { totalmem } from "node:os";
import type { HostArrays, StepsByLength } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { xlaPlugin } from "../../../test/xla-plugin.ts";
import { clientOf } from "./client.ts";
import { xlaEngine, type XlaEngineOptions } from "./engine.ts";

const zero = (): tf.Tensor => tf.scalar(NaN);
/** ids picks entries of w, of which the bias is taken away. */
const steps: StepsByLength = (length) => ({
  step: ({ ids = zero(), w = zero(), bias = zero() }) => ({ picked: tf.sub(tf.gather(w, ids), bias) }),
  inputs: {
    ids: { shape: [length], dtype: "int32" },
    w: { shape: [4], dtype: "float32" },
    bias: { shape: [], dtype: "float32" },
  },
});

describe.skipIf(xlaPlugin === undefined)("xlaEngine", () => {
  const engine = (options: Partial<XlaEngineOptions> = {}) => xlaEngine({ plugin: xlaPlugin ?? "", ...options });
  const inUse = () => ({ ...clientOf(xlaPlugin ?? "").inUse });

  it("says what computes, in float32 on a CPU where it is not told otherwise", () => {
    const { name, precision, versions, mostLengths } = engine();
    expect({ name, precision, mostLengths }).toEqual({ name: "xla", precision: "float32", mostLengths: 8 });
    expect(versions).toMatchObject({ platform: "cpu", device: "cpu" });
    expect(versions.pjrt).toMatch(/^0\.\d+$/);
    expect(versions.plugin).toMatch(/^cpu, StableHLO /);
    expect(engine({ precision: "bfloat16" }).precision).toBe("bfloat16");
  });

  it("says what in the environment makes XLA compute otherwise", () => {
    vi.stubEnv("XLA_FLAGS", "--xla_cpu_enable_fast_math=true");
    vi.stubEnv("NVIDIA_TF32_OVERRIDE", "");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(engine().versions).toMatchObject({ XLA_FLAGS: "--xla_cpu_enable_fast_math=true" });
    expect(engine().versions).not.toHaveProperty("NVIDIA_TF32_OVERRIDE");
  });

  it("has the machine's memory on a CPU, or what it is told", () => {
    expect(engine().createState?.().capacity).toBe(totalmem());
    expect(engine({ capacity: 1000 }).createState?.().capacity).toBe(1000);
  });

  it("refuses flags that XLA has not, in the plugin's words", async () => {
    const { step, inputs } = steps(1);
    await expect(engine({ flags: { xla_quick: "1" } }).compile(step, inputs)).rejects.toThrow(/xla_quick/);
  });

  it("keeps held inputs on the device until the next promise", async () => {
    const before = inUse();
    const compiled = await engine().compileLengths(steps);
    const run = async (ids: readonly number[], given: HostArrays): Promise<readonly number[]> => {
      const step = await compiled.at(ids.length);
      expect(Object.keys(step.inputs).toSorted()).toEqual(["bias", "ids", "w"]);
      const picked = new Float32Array(ids.length);
      await step.run({ ...given, ids: Int32Array.from(ids) }, { picked });
      return [...picked];
    };
    const bias = Float32Array.of(1);
    const [w, next] = [Float32Array.of(10, 20, 30, 40), Float32Array.of(1, 2, 3, 4)];
    expect(await run([3, 0], { w, bias })).toEqual([39, 9]);
    await compiled.hold?.({ w });
    expect(await run([3, 0], { w, bias })).toEqual([39, 9]);
    expect(await run([1], { w, bias: Float32Array.of(2) })).toEqual([18]);
    expect(inUse().arrays).toBe(before.arrays + 1);
    await compiled.hold?.({ w: next });
    expect(await run([3, 0], { w: next, bias })).toEqual([3, 0]);
    expect(inUse().arrays).toBe(before.arrays + 1);
    await compiled.hold?.({ w, bias });
    expect(await run([3, 0], { w, bias })).toEqual([39, 9]);
    await compiled.dispose();
    expect(inUse()).toEqual(before);
  });

  it("rounds products' factors to bfloat16 where it is told to", async () => {
    const { compile } = engine({ precision: "bfloat16" });
    const matrix = { shape: [1, 2], dtype: "float32" } as const;
    const step = await compile(({ x = zero() }) => ({ y: tf.matMul(x, x, false, true), z: tf.add(x, 0) }), {
      x: matrix,
    });
    const [y, z] = [new Float32Array(1), new Float32Array(2)];
    // 257 has nine significant bits, bfloat16 eight: it is read as 256.
    await step.run({ x: Float32Array.of(257, 1) }, { y, z });
    expect([...y, ...z]).toEqual([256 ** 2 + 1, 257, 1]);
    await step.dispose();
  });
});
