import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "../test/engines.ts";
import { runOnce } from "../test/run-once.ts";
import { recordStep } from "./compile-step.ts";
import { compileStep, eagerEngine } from "./index.ts";

const vector = { x: { shape: [3], dtype: "float32" } } as const;
const x = (inputs: Readonly<Record<string, tf.Tensor>>): tf.Tensor => {
  if (!inputs.x) throw new Error("x is missing");
  return inputs.x;
};

describe("compileStep", () => {
  beforeAll(cpuBackend);

  it("writes outputs in the order of recording, and the nodes that nothing reads in the opposite one", () => {
    const { graph } = recordStep({
      inputs: vector,
      step: (given) => {
        const early = tf.sin(x(given));
        const middle = tf.cos(x(given));
        return { late: tf.exp(tf.sqrt(middle)), early, middle };
      },
    });
    expect(graph.outputs.map(({ name }) => name)).toEqual(["output:early", "output:middle", "output:late"]);
    expect(graph.nodes.map(({ operator }) => operator.type)).toEqual(["Cos", "Sqrt", "Exp", "Sin"]);
  });

  it("names what goes in and out, declared inputs included", () => {
    const { inputs, outputs } = compileStep((given, declareInput) => {
      const noise = declareInput("noise", { shape: [3], dtype: "float32" });
      return { y: tf.mul(x(given), noise) };
    }, vector);
    expect(inputs).toEqual({ ...vector, noise: { shape: [3], dtype: "float32" } });
    expect(outputs).toEqual({ y: { shape: [3], dtype: "float32" } });
  });

  it("gives back the backend that was current, also after an error", () => {
    const failing = (): never => {
      throw new Error("from the step");
    };
    expect(() => compileStep(failing, vector)).toThrow("from the step");
    expect(tf.getBackend()).toBe("cpu");
  });

  it("keeps no tensor", () => {
    const before = tf.memory().numTensors;
    compileStep((given) => ({ y: tf.softmax(x(given)) }), vector);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("stores a million zeros in bytes", () => {
    const { onnx } = compileStep((given) => ({ y: tf.add(tf.zeros([1000, 1000]), tf.sum(x(given))) }), vector);
    expect(onnx.length).toBeLessThan(2000);
  });

  it("refuses to read a tensor back to JavaScript", () => {
    expect(() => compileStep((given) => ({ y: tf.scalar(tf.sum(x(given)).dataSync()[0] ?? 0) }), vector)).toThrow(
      /must not read a tensor back/,
    );
  });

  it("names every kernel that has no counterpart in the graph", () => {
    const step = (given: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> => ({
      y: tf.asin(tf.cumprod(tf.square(x(given)))),
      z: tf.floor(x(given)),
    });
    expect(() => compileStep(step, vector)).toThrow(/without a counterpart in the graph: Asin, Cumprod, Floor\./);
    const misled = (given: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> => ({
      y: tf.matMul(tf.cast(tf.oneHot(tf.cast(x(given), "int32"), 4), "float32"), tf.ones([4, 2])),
    });
    expect(() => compileStep(misled, vector)).toThrow(/in the graph: OneHot\./);
    expect(() => compileStep((given) => ({ y: tf.square(x(given)) }), vector)).not.toThrow();
  });

  it("refuses an input declared twice", () => {
    expect(() =>
      compileStep((_, declareInput) => {
        declareInput("x", { shape: [], dtype: "float32" });
        return {};
      }, vector),
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
