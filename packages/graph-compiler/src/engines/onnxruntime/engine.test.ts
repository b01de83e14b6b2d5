import * as tf from "@tensorflow/tfjs-core";
import { UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { onnxruntimeEngine } from "./engine.ts";
import { libraryFile } from "./library.ts";

const SIZE = 2 ** 16;
const values = { shape: [SIZE], dtype: "float32" } as const;

describe("onnxruntimeEngine", () => {
  it.each([1, 2])("takes numbers below float32's normal ones for zero on all of %i threads", async (threads) => {
    const step = await onnxruntimeEngine({ threads }).compile(({ x }) => ({ half: tf.mul(x ?? 0, 0.5) }), {
      x: values,
    });
    const [x, half] = [new Float32Array(SIZE).fill(1e-39), new Float32Array(SIZE)];
    half.fill(1);
    await step.run({ x }, { half });
    expect(new Uint32Array(half.buffer).every((bits) => bits === 0)).toBe(true);
    await step.dispose();
  });

  it("lets the event loop turn between runs", async () => {
    const step = await onnxruntimeEngine().compile(({ x }) => ({ half: tf.mul(x ?? 0, 0.5) }), { x: values });
    const [x, half] = [new Float32Array(SIZE), new Float32Array(SIZE)];
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    const start = performance.now();
    while (turns === 0 && performance.now() - start < 10_000) await step.run({ x }, { half });
    clearInterval(turn);
    expect(turns).toBeGreaterThan(0);
    await step.dispose();
  });

  it("follows arrays that change, return, and change back", async () => {
    const step = await onnxruntimeEngine().compile(({ x }) => ({ y: tf.add(x ?? 0, 1) }), {
      x: { shape: [1], dtype: "float32" },
    });
    const arrays = [1, 2, 3].map((value) => Float32Array.of(value));
    for (const which of [0, 1, 0, 2, 1, 0, 0]) {
      const [x, y] = [arrays[which] ?? new Float32Array(1), new Float32Array(1)];
      await step.run({ x }, { y });
      expect(y[0]).toBe(which + 2);
    }
    await step.dispose();
  });
});

describe("libraryFile", () => {
  it.each([
    ["linux", "riscv64"],
    ["darwin", "x64"],
    ["freebsd", "x64"],
  ] as const)("says that there is none for %s %s", (platform, arch) => {
    expect(() => libraryFile(platform, arch)).toThrow(UserError);
    expect(() => libraryFile(platform, arch)).toThrow(`no library for ${platform} ${arch}`);
  });
});
