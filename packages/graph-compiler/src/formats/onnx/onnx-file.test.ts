import type { Step } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { recordStep } from "../../record-step.ts";
import { nameOutputs } from "./name-outputs.ts";
import { onnxFile, onnxOutputName, stepFile } from "./onnx-file.ts";
import { orderNodes } from "./order-nodes.ts";

beforeAll(cpuBackend);

const inputs = { x: { shape: [3], dtype: "float32" } } as const;
const named = (step: Step) => orderNodes(nameOutputs(recordStep({ step, inputs }).graph, onnxOutputName));

describe("onnxFile", () => {
  it("writes outputs in the order of recording, and the nodes that nothing reads in the opposite one", () => {
    const { nodes, outputs } = named(({ x = tf.zeros([3]) }) => {
      const early = tf.sin(x);
      const middle = tf.cos(x);
      return { late: tf.exp(tf.sqrt(middle)), early, middle };
    });
    expect(outputs.map(({ name }) => name)).toEqual(["output:early", "output:middle", "output:late"]);
    expect(nodes.map(({ operator }) => operator.type)).toEqual(["Cos", "Sqrt", "Exp", "Sin"]);
  });

  it("copies a value only where no node can write it under its name", () => {
    const { nodes } = named(({ x = tf.zeros([3]) }) => {
      const root = tf.sqrt(x);
      return { root, again: root, x };
    });
    const written = nodes.map(({ operator, outputs: [name] }) => `${name} ${operator.type}`);
    expect(written.toSorted()).toEqual(["output:again Identity", "output:root Sqrt", "output:x Identity"]);
  });

  it("stores a million zeros in bytes", () => {
    const step: Step = ({ x = tf.zeros([3]) }) => ({ y: tf.add(tf.zeros([1000, 1000]), tf.sum(x)) });
    expect(stepFile({ step, inputs }).onnx.length).toBeLessThan(2000);
  });

  it("refuses an output with an input's name", () => {
    const { graph } = recordStep({ inputs, step: ({ x = tf.zeros([3]) }) => ({ x: tf.sqrt(x) }) });
    expect(() => onnxFile(graph, { outputName: (name) => name })).toThrow('output "x" has the name of an input');
  });
});
