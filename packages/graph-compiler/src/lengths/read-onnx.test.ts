import type { Signature, Step, StepsByLength, Tensors } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import onnxProto from "onnx-proto";
import { beforeAll, describe, expect, it } from "vitest";
import { operations, undifferentiated } from "../../test/operations.ts";
import { runOnce } from "../../test/run-once.ts";
import { eagerEngine } from "../index.ts";
import { decodeOnnx } from "../formats/onnx/decode-onnx.ts";
import { readOnnx } from "./read-onnx.ts";
import { writeOnnx } from "./write-onnx.ts";

beforeAll(cpuBackend);

const path = "model.onnx";
const eager = eagerEngine("cpu");

describe("what was written and read again computes the same", () => {
  const inputs: Signature = { a: { shape: [2, 3], dtype: "float32" }, b: { shape: [2, 3], dtype: "float32" } };
  const feeds = {
    a: Float32Array.of(0.3, 1.7, 0.9, 2.1, 0.45, 1.2),
    b: Float32Array.of(0.8, 0.6, 1.9, 0.25, 1.4, 1.1),
  };

  async function expectAgreement(step: Step, outputs: readonly string[]): Promise<void> {
    const { onnx } = writeOnnx(() => ({ step, inputs }), {});
    const { steps, held } = readOnnx({ path, onnx, inputs: [], outputs, at: () => ({ inputs, outputs: {} }) });
    const again = steps(1);
    const found = await runOnce(eager, again.step, again.inputs, { ...feeds, ...held });
    const expected = await runOnce(eager, step, inputs, feeds);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected)) {
      // A kernel of tfjs may be several operators, which round by themselves.
      for (const [index, value] of values.entries()) expect(found[name]?.[index]).toBeCloseTo(value, 5);
    }
  }

  const inputsOf = ({ a = tf.zeros([2, 3]), b = tf.zeros([2, 3]) }: Tensors): [tf.Tensor, tf.Tensor] => [a, b];

  it.each(Object.entries(operations))("%s, and its gradients", async (_name, operation) => {
    const value = (x: tf.Tensor, y: tf.Tensor): tf.Scalar =>
      // The added terms keep both inputs in the gradient where an operation reads one of them only.
      tf.sum(tf.addN([tf.sum(tf.square(operation(x, y))), tf.sum(x), tf.sum(y)]));
    const step: Step = (tensors) => {
      const [gradientA = tf.scalar(NaN), gradientB = tf.scalar(NaN)] = tf.grads(value)(inputsOf(tensors));
      return { value: operation(...inputsOf(tensors)), gradientA, gradientB };
    };
    await expectAgreement(step, ["value", "gradientA", "gradientB"]);
  });

  it.each(Object.entries(undifferentiated))("%s", async (_name, operation) => {
    await expectAgreement((tensors) => ({ value: tf.cast(operation(...inputsOf(tensors)), "float32") }), ["value"]);
  });
});

describe("readOnnx", () => {
  /** Rows of a table that the step cuts to the length, by a matrix; shapes of four kinds follow from the length. */
  const steps: StepsByLength = (length) => ({
    inputs: {
      x: { shape: [2, length], dtype: "float32" },
      table: { shape: [20, 3], dtype: "float32" },
    },
    step: ({ x = tf.zeros([0]), table = tf.zeros([0]) }) => {
      const rows = tf.slice(table, [0, 0], [length, 3]);
      return {
        product: tf.matMul(x, rows),
        wide: tf.reshape(tf.pad(tf.tile(x, [1, 2]), [[0, 0], [1, 0]]), [2 * (2 * length + 1)]), // prettier-ignore
      };
    },
  });
  const table = Float32Array.from({ length: 60 }, (_, index) => Math.sin(index));
  const { onnx, inputs } = writeOnnx(steps, { table });
  const at = (length: number) => ({ inputs: { x: { shape: [2, length], dtype: "float32" } }, outputs: {} }) as const;
  const file = { path, onnx, inputs, outputs: ["product", "wide"], at };

  it.each([1, 5, 20])("gives steps of any length: %i", async (length) => {
    const read = readOnnx(file);
    const [{ step, inputs: signature }, written] = [read.steps(length), steps(length)];
    const x = Float32Array.from({ length: 2 * length }, (_, index) => Math.cos(index));
    const found = await runOnce(eager, step, signature, { x, ...read.held });
    expect(found).toEqual(await runOnce(eager, written.step, written.inputs, { x, table }));
  });

  it("gives parameters as inputs, which an engine may hold", () => {
    expect(readOnnx(file).held).toEqual({ table });
  });

  it("gives the same operators where they are written again", () => {
    const { steps: read, held } = readOnnx(file);
    const again = writeOnnx(read, held).onnx;
    const operatorsOf = (bytes: Uint8Array): readonly string[] =>
      decodeOnnx(bytes)
        .node.map(({ opType }) => opType)
        .toSorted();
    expect(operatorsOf(again)).toEqual(operatorsOf(onnx));
  });

  it("says what is wrong with a file that is none of ours", () => {
    const model = onnxProto.onnx.ModelProto.decode(onnx);
    const changed = (change: (graph: onnxProto.onnx.IGraphProto) => void): Uint8Array => {
      const copy = onnxProto.onnx.ModelProto.decode(onnxProto.onnx.ModelProto.encode(model).finish());
      if (copy.graph) change(copy.graph);
      return onnxProto.onnx.ModelProto.encode(copy).finish();
    };
    const refusal = (bytes: Uint8Array): string => {
      try {
        readOnnx({ ...file, onnx: bytes });
        return "read";
      } catch (error) {
        return String(error);
      }
    };
    expect(refusal(Uint8Array.of(1, 2, 3))).toMatch(
      /^UserError: model\.onnx: cannot be read as an ONNX file \(.*export the run again$/,
    );
    const ofOthers = changed(({ node }) => {
      for (const each of node ?? []) if (each.opType === "MatMul") each.opType = "Einsum";
    });
    expect(refusal(ofOthers)).toMatch(
      /^UserError: model\.onnx: found the operators Einsum, expected .*--engine onnxruntime$/,
    );
    const inHalves = changed(({ initializer }) => {
      for (const each of initializer ?? []) each.dataType = onnxProto.onnx.TensorProto.DataType.FLOAT16;
    });
    expect(refusal(inHalves)).toMatch(/dataType: expected float32, int32, int64 or bool/);
  });
});
