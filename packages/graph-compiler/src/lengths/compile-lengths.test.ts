import type { HostArrays, StepsByLength } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import * as onnxruntime from "onnxruntime-node";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "../../test/engines.ts";
import { runOnce } from "../../test/run-once.ts";
import { onnxOutputName } from "../formats/onnx/onnx-file.ts";
import { eagerEngine } from "../engines/eager.ts";
import { compileLengths } from "./compile-lengths.ts";

const ROWS = 2;

/** Attention of a [2, L, 3] tensor to itself, and its gradient: products, shapes and sums that L stands in. */
const steps: StepsByLength = (length) => ({
  inputs: {
    ids: { shape: [ROWS, length], dtype: "int32" },
    table: { shape: [ROWS * length, 3], dtype: "float32" },
  },
  step: ({ ids = tf.zeros([0]), table = tf.zeros([0]) }, declareInput) => {
    const noise = declareInput("noise", { shape: [ROWS, length, length], dtype: "float32" });
    const loss = (rows: tf.Tensor): tf.Scalar => {
      const x = tf.reshape(tf.gather(rows, tf.reshape(ids, [ROWS * length])), [ROWS, length, 3]);
      const scores = tf.mul(tf.softmax(tf.matMul(x, x, false, true)), noise);
      return tf.sum(tf.square(tf.add(tf.matMul(scores, x), tf.ones([ROWS, length, 3]))));
    };
    return { loss: loss(table), gradient: tf.grad(loss)(table) };
  },
});

const numbers = (size: number): Float32Array => Float32Array.from({ length: size }, (_, index) => Math.sin(index + 1));
const inputsAt = (length: number): HostArrays => ({
  ids: Int32Array.from({ length: ROWS * length }, (_, index) => (index * 5) % (ROWS * length)),
  table: numbers(ROWS * length * 3),
  noise: numbers(ROWS * length * length),
});

function expectNear(found: HostArrays, expected: HostArrays): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
  for (const [name, values] of Object.entries(expected)) {
    expect(found[name]).toHaveLength(values.length);
    for (const [index, value] of values.entries()) expect(found[name]?.[index]).toBeCloseTo(value, 4);
  }
}

const eagerAt = (length: number): Promise<HostArrays> => {
  const { step, inputs } = steps(length);
  return runOnce(eagerEngine("cpu"), step, inputs, inputsAt(length));
};

describe("one graph for every length", () => {
  beforeAll(cpuBackend);

  it.each([2, 5, 16])("gives what the eager step gives at length %d", async (length) => {
    const graph = compileLengths(steps);
    if (!graph) throw new Error("the steps differ in shapes alone");
    const session = await onnxruntime.InferenceSession.create(graph.file().onnx);
    const { inputs, outputs } = graph.at(length);
    const feeds: Record<string, onnxruntime.Tensor> = {};
    for (const [name, array] of Object.entries(inputsAt(length))) {
      const shape = inputs[name]?.shape ?? [];
      feeds[name] =
        array instanceof Float32Array
          ? new onnxruntime.Tensor("float32", array, shape)
          : new onnxruntime.Tensor("int32", array, shape);
    }
    const results = await session.run(feeds);
    const found: Record<string, Float32Array> = {};
    for (const [name, { shape }] of Object.entries(outputs)) {
      const { dims, data } = results[onnxOutputName(name)] ?? {};
      expect(dims).toEqual(shape);
      if (!(data instanceof Float32Array)) throw new Error(`${name} is not float32`);
      found[name] = data;
    }
    expectNear(found, await eagerAt(length));
  });

  it("stands for steps of a length and a number of tokens too", async () => {
    const graph = compileLengths((length, tokens = 0) => ({
      inputs: {
        x: { shape: [length, 2], dtype: "float32" },
        from: { shape: [tokens], dtype: "int32" },
      },
      step: ({ x = tf.zeros([0]), from = tf.zeros([0]) }) => {
        const both = tf.concat([tf.gather(x, from), x]);
        return { sums: tf.sum(tf.mul(both, tf.ones([length + tokens, 2])), 1), flat: tf.reshape(both, [-1]) };
      },
    }));
    if (!graph) throw new Error("the steps differ in shapes alone");
    const session = await onnxruntime.InferenceSession.create(graph.file().onnx);
    for (const [length, tokens] of [
      [2, 5],
      [4, 1],
    ] as const) {
      const x = numbers(2 * length);
      const from = Int32Array.from({ length: tokens }, (_, index) => index % length);
      const results = await session.run({
        x: new onnxruntime.Tensor("float32", x, [length, 2]),
        from: new onnxruntime.Tensor("int32", from, [tokens]),
      });
      const rows = [...from, ...Array.from({ length }, (_, row) => row)];
      const expected = rows.flatMap((row) => [x[2 * row] ?? NaN, x[2 * row + 1] ?? NaN]);
      expect(graph.at(length, tokens).outputs).toMatchObject({ flat: { shape: [expected.length] } });
      expect([...((results[onnxOutputName("flat")]?.data ?? []) as Float32Array)]).toEqual(expected);
      expect(results[onnxOutputName("sums")]?.dims).toEqual([rows.length]);
    }
  });

  it.each<[string, (length: number) => tf.Tensor]>([
    [
      "a constant of numbers depends on the length",
      (length) => tf.tensor1d(Float32Array.from({ length: 3 }, (_, index) => index / length)),
    ],
    ["a shape has the length's square", (length) => tf.zeros([length * length])],
    [
      "another number of nodes comes of it",
      (length) => tf.addN(Array.from({ length }, (_, index) => tf.scalar(index))),
    ],
  ])("does not stand for steps where %s", (_, dependent) => {
    expect(
      compileLengths((length) => ({
        inputs: { x: { shape: [length], dtype: "float32" } },
        step: ({ x = tf.zeros([0]) }) => ({ y: tf.mul(tf.sum(x), dependent(length)) }),
      })),
    ).toBeUndefined();
  });
});

describe.each(runtimeEngines)("engine %s", (_, makeEngine) => {
  beforeAll(cpuBackend);

  it("runs steps of several lengths in turn", async () => {
    const compiled = await makeEngine(1).compileLengths(steps);
    for (const length of [4, 9, 4]) {
      const step = await compiled.at(length);
      const outputs = { loss: new Float32Array(1), gradient: new Float32Array(ROWS * length * 3) };
      await step.run(inputsAt(length), outputs);
      expectNear(outputs, await eagerAt(length));
    }
    await compiled.dispose();
  });

  it("takes the values of held inputs, new ones after another promise, also in steps from before", async () => {
    const compiled = await makeEngine(1).compileLengths((length) => ({
      inputs: { x: { shape: [length, 2], dtype: "float32" }, weights: { shape: [2, 2], dtype: "float32" } },
      step: ({ x = tf.zeros([0]), weights = tf.zeros([0]) }) => ({ y: tf.matMul(x, weights) }),
    }));
    const early = await compiled.at(2);
    const x = Float32Array.of(1, 2, 3, 4);
    for (const weights of [Float32Array.of(1, 0, 0, 1), Float32Array.of(2, 0, 1, 3)]) {
      await compiled.hold?.({ x, weights });
      for (const step of [early, await compiled.at(2)]) {
        const y = new Float32Array(4);
        await step.run({ x, weights }, { y });
        const [a = 0, b = 0, c = 0, d = 0] = weights;
        expect([...y]).toEqual([a + 2 * c, b + 2 * d, 3 * a + 4 * c, 3 * b + 4 * d]);
      }
    }
    await compiled.dispose();
  });
});
