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
    // Runs go to any of the process's threads.
    for (let run = 0; run < 8; run++) {
      half.fill(1);
      await step.run({ x }, { half });
      expect(new Uint32Array(half.buffer).every((bits) => bits === 0)).toBe(true);
    }
    await step.dispose();
  });

  it("leaves the event loop free while a graph runs", async () => {
    const shape = [1024, 1024];
    const square = (a: tf.Tensor): tf.Tensor => tf.matMul(a, a);
    const step = await onnxruntimeEngine({ threads: 1 }).compile(
      ({ x }) => ({ product: square(square(x ?? tf.zeros(shape))) }),
      { x: { shape, dtype: "float32" } },
    );
    const arrays = { x: new Float32Array(2 ** 20), product: new Float32Array(2 ** 20) };
    const order: string[] = [];
    const running = step.run({ x: arrays.x }, { product: arrays.product }).then(() => order.push("run"));
    await new Promise((resolve) => setImmediate(resolve)).then(() => order.push("event loop"));
    await running;
    expect(order).toEqual(["event loop", "run"]);
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
