import type { Step } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "../test/engines.ts";
import { runOnce } from "../test/run-once.ts";
import { eagerEngine } from "./index.ts";
import { recordStep } from "./record-step.ts";

const vector = { x: { shape: [3], dtype: "float32" } } as const;
const x = (inputs: Readonly<Record<string, tf.Tensor>>): tf.Tensor => {
  if (!inputs.x) throw new Error("x is missing");
  return inputs.x;
};

describe("recordStep", () => {
  beforeAll(cpuBackend);

  it("names what goes in and out, declared inputs included", () => {
    const { inputs, outputs } = recordStep({
      inputs: vector,
      step: (given, declareInput) => {
        const noise = declareInput("noise", { shape: [3], dtype: "float32" });
        return { y: tf.mul(x(given), noise) };
      },
    });
    expect(inputs).toEqual({ ...vector, noise: { shape: [3], dtype: "float32" } });
    expect(outputs).toEqual({ y: { shape: [3], dtype: "float32" } });
  });

  it("keeps which inputs come out of a state, declared ones included", () => {
    const whole = { kind: "whole", array: { name: "x", shape: [3] } } as const;
    const window = { kind: "window", array: { name: "pool", shape: [9] }, offset: "place" } as const;
    const { state } = recordStep({
      inputs: { ...vector, place: { shape: [], dtype: "int32" } },
      state: { x: whole },
      step: (given, declareInput) => ({
        y: tf.mul(x(given), declareInput("noise", { shape: [3], dtype: "float32" }, window)),
      }),
    });
    expect(state).toEqual({ x: whole, noise: window });
  });

  it("knows the shape and type of everything that a graph reads and writes", () => {
    const { graph } = recordStep({
      inputs: vector,
      step: (given) => ({ y: tf.mean(tf.pad(tf.sub(x(given), [1, 2, 3]), [[1, 0]])), x: x(given) }),
    });
    const seen = graph.nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
    expect(seen.filter((name) => !graph.values.has(name))).toEqual([]);
    expect(graph.nodes.map(({ outputs: [name = ""] }) => graph.values.get(name)?.shape)).toEqual([[3], [4], []]);
    expect(graph.outputs.map(({ name, value }) => [name, value.shape])).toEqual([
      ["y", []],
      ["x", [3]],
    ]);
  });

  it("reshapes what tfjs sees in another shape without a kernel", () => {
    const step: Step = (given) => {
      const { dataId, dtype } = x(given);
      return { y: tf.square(tf.engine().makeTensorFromTensorInfo({ dataId, shape: [3, 1], dtype })) };
    };
    const { nodes } = recordStep({ inputs: vector, step }).graph;
    expect(nodes.map(({ operator }) => operator.type)).toEqual(["Reshape", "Mul"]);
  });

  it("gives back the backend that was current, also after an error", () => {
    const failing = (): never => {
      throw new Error("from the step");
    };
    expect(() => recordStep({ inputs: vector, step: failing })).toThrow("from the step");
    expect(tf.getBackend()).toBe("cpu");
  });

  it("keeps no tensor", () => {
    const before = tf.memory().numTensors;
    recordStep({ inputs: vector, step: (given) => ({ y: tf.softmax(x(given)) }) });
    expect(tf.memory().numTensors).toBe(before);
  });

  it("refuses to read a tensor back to JavaScript", () => {
    const reading: Step = (given) => ({ y: tf.scalar(tf.sum(x(given)).dataSync()[0] ?? 0) });
    expect(() => recordStep({ inputs: vector, step: reading })).toThrow(/must not read a tensor back/);
  });

  it("names every kernel that has no counterpart in the graph", () => {
    const step = (given: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> => ({
      y: tf.asin(tf.cumprod(tf.square(x(given)))),
      z: tf.floor(x(given)),
    });
    expect(() => recordStep({ inputs: vector, step })).toThrow(
      /without a counterpart in the graph: Asin, Cumprod, Floor\./,
    );
    const misled = (given: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> => ({
      y: tf.matMul(tf.cast(tf.oneHot(tf.cast(x(given), "int32"), 4), "float32"), tf.ones([4, 2])),
    });
    expect(() => recordStep({ inputs: vector, step: misled })).toThrow(/in the graph: OneHot\./);
    expect(() => recordStep({ inputs: vector, step: (given) => ({ y: tf.square(x(given)) }) })).not.toThrow();
  });

  it("refuses an input declared twice", () => {
    expect(() =>
      recordStep({
        inputs: vector,
        step: (_, declareInput) => {
          declareInput("x", { shape: [], dtype: "float32" });
          return {};
        },
      }),
    ).toThrow(/"x" twice/);
  });
});

const engines: typeof runtimeEngines = [...runtimeEngines, ["eager", () => eagerEngine("cpu")]];

describe.each(engines)("engine %s", (_, makeEngine) => {
  beforeAll(cpuBackend);

  it("gives a result twice, an input as it is, and a constant", async () => {
    const step = (inputs: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> => {
      const doubled = tf.mul(x(inputs), 2);
      return { a: doubled, b: doubled, x: x(inputs), c: tf.scalar(5) };
    };
    expect(await runOnce(makeEngine(1), step, vector, { x: Float32Array.of(1, 2, 3) })).toEqual({
      a: Float32Array.of(2, 4, 6),
      b: Float32Array.of(2, 4, 6),
      x: Float32Array.of(1, 2, 3),
      c: Float32Array.of(5),
    });
  });

  it("accepts an input that nothing reads", async () => {
    const step = (): Record<string, tf.Tensor> => ({ y: tf.scalar(1) });
    expect(await runOnce(makeEngine(1), step, vector, { x: new Float32Array(3) })).toEqual({ y: Float32Array.of(1) });
  });

  it.each([
    ["missing", {}, /input "x" is missing/],
    ["too short", { x: new Float32Array(2) }, /input "x": found float32 with 2 values, expected float32 \[3\] with 3/],
    ["of another type", { x: new Int32Array(3) }, /input "x": found int32 with 3 values, expected float32/],
  ])("refuses an array that is %s", async (_case, inputs, message) => {
    await expect(runOnce(makeEngine(1), (given) => ({ y: x(given) }), vector, inputs)).rejects.toThrow(message);
  });
});
