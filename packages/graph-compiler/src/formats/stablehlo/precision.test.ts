import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runOnce } from "../../../test/run-once.ts";
import { xlaPlugin as plugin } from "../../../test/xla-plugin.ts";
import { xlaEngine } from "../../index.ts";

describe.skipIf(plugin === undefined)("XLA's products", () => {
  beforeAll(cpuBackend);

  // bfloat16 has seven bits after the first, so that 1 + 2^-9 is 1 to it, and so would 257 be 256.
  it.each([
    ["float32", 257 + 2 ** -9],
    ["bfloat16", 257],
  ] as const)("in %s round the factors so, and sum in float32", async (precision, expected) => {
    const engine = xlaEngine({ plugin: plugin ?? "", precision });
    const { y } = await runOnce(
      engine,
      ({ a = tf.zeros([0]), b = tf.zeros([0]) }) => ({ y: tf.matMul(a, b) }),
      { a: { shape: [1, 2], dtype: "float32" }, b: { shape: [2, 1], dtype: "float32" } },
      { a: Float32Array.of(1 + 2 ** -9, 256), b: Float32Array.of(1, 1) },
    );
    expect(y).toEqual(Float32Array.of(expected));
  });
});
