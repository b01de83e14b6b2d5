import { type StepsByLength, UserError } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openOnnx } from "../engines/onnxruntime/open-onnx.ts";
import { writeOnnx } from "./write-onnx.ts";

beforeAll(cpuBackend);

const weights = Float32Array.of(1, 0, 1, 3);
const signature = (length: number) =>
  ({
    x: { shape: [length, 2], dtype: "float32" },
    weights: { shape: [2, 2], dtype: "float32" },
    unread: { shape: [], dtype: "float32" },
  }) as const;
const steps: StepsByLength = (length) => ({
  inputs: signature(length),
  step: ({ x = tf.zeros([0]), weights: by = tf.zeros([0]) }) => ({
    product: tf.matMul(x, by),
    sum: tf.sum(x),
  }),
});

describe("writeOnnx", () => {
  it("gives a file that runs at any length, and has outputs under the step's names", async () => {
    const { onnx, inputs } = writeOnnx(steps, { weights });
    expect(inputs).toEqual(["x"]);
    const file = openOnnx({
      path: "model.onnx",
      onnx,
      inputs,
      outputs: ["product"],
      at: (length) => ({
        inputs: signature(length),
        outputs: { product: { shape: [length, 2], dtype: "float32" } },
      }),
      threads: 1,
    });
    for (const length of [1, 3, 2]) {
      const x = Float32Array.from({ length: length * 2 }, (_, index) => index);
      const product = new Float32Array(length * 2);
      const further = { weights, unread: Float32Array.of(0) };
      await (await file.at(length)).run({ x, ...further }, { product });
      const expected = Array.from({ length }, (_, row) => [4 * row + 1, 3 * (2 * row + 1)]);
      expect([...product]).toEqual(expected.flat());
    }
    await file.dispose();
  });

  it("refuses parameters that have no room in a file", () => {
    // Room that is asked for and never touched.
    const held = { weights: new Float32Array(2 ** 28 + 1) };
    expect(() => writeOnnx(steps, held)).toThrow(UserError);
    expect(() => writeOnnx(steps, held)).toThrow("larger than an ONNX file may be");
  });

  it("refuses steps that are another graph at each length", () => {
    const other: StepsByLength = (length) => ({
      inputs: { x: { shape: [length], dtype: "float32" } },
      step: ({ x = tf.zeros([0]) }) => ({ y: tf.mul(tf.sum(x), 1 / length) }),
    });
    expect(() => writeOnnx(other, {})).toThrow("no one graph stands for it");
  });

  it("refuses an output with an input's name", () => {
    const same: StepsByLength = (length) => ({
      inputs: { x: { shape: [length], dtype: "float32" } },
      step: ({ x = tf.zeros([0]) }) => ({ x: tf.square(x) }),
    });
    expect(() => writeOnnx(same, {})).toThrow('output "x" has the name of an input');
  });
});

it("openOnnx says what is wrong with a file that is none", () => {
  const at = () => ({ inputs: {}, outputs: {} });
  expect(() => openOnnx({ path: "model.onnx", onnx: Uint8Array.of(1, 2, 3), inputs: [], outputs: [], at })).toThrow(
    /^model\.onnx: .*onnxruntime could not read the graph.*: export the run again$/,
  );
});
