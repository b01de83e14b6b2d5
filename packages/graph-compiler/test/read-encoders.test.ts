import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Signature, StepsByLength } from "@dalmeum/contracts";
import { loadEncoder, pool } from "@dalmeum/models";
import { cpuBackend, workspaceRoot } from "@dalmeum/testing";
import type * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { decodeOnnx } from "../src/formats/onnx/decode-onnx.ts";
import { eagerEngine, readOnnx, writeOnnx } from "../src/index.ts";
import { runOnce } from "./run-once.ts";

beforeAll(cpuBackend);

const FIXTURES = "packages/testing/fixtures/encoders";
const eager = eagerEngine("cpu");
const LENGTH = 5;
const BATCH = {
  inputIds: Int32Array.from({ length: 2 * LENGTH }, (_, index) => index + 3),
  tokenTypeIds: new Int32Array(2 * LENGTH),
  attentionMask: Float32Array.from({ length: 2 * LENGTH }, (_, index) => (index < 2 * LENGTH - 2 ? 1 : 0)),
};
const isMatrix = (tensor: tf.Tensor | undefined): tensor is tf.Tensor2D => tensor?.rank === 2;

it.each(readdirSync(join(workspaceRoot, FIXTURES)))(
  "the file of %s is read as the graph that was written",
  async (name) => {
    const encoder = loadEncoder(workspaceRoot, join(FIXTURES, name));
    const parameters = Object.entries(encoder.parameters());
    const batchAt = (length: number): Signature => ({
      inputIds: { shape: [2, length], dtype: "int32" },
      tokenTypeIds: { shape: [2, length], dtype: "int32" },
      attentionMask: { shape: [2, length], dtype: "float32" },
    });
    const signature = parameters.map(([key, { shape }]) => [key, { shape, dtype: "float32" }] as const);
    const steps: StepsByLength = (length) => ({
      inputs: { ...batchAt(length), ...Object.fromEntries(signature) },
      step: ({ inputIds, tokenTypeIds, attentionMask, ...values }) => {
        if (!isMatrix(inputIds) || !isMatrix(tokenTypeIds) || !isMatrix(attentionMask)) throw new Error("no batch");
        const hidden = encoder.encode(values, { inputIds, tokenTypeIds, attentionMask }, {});
        return { pooled: pool(hidden, attentionMask, "mean") };
      },
    });
    const held = Object.fromEntries(parameters.map(([key, { values }]) => [key, values]));
    const { onnx, inputs } = writeOnnx(steps, held);
    const at = (length: number) => ({ inputs: batchAt(length), outputs: {} });
    const read = readOnnx({ path: name, onnx, inputs, outputs: ["pooled"], at });
    const again = writeOnnx(read.steps, read.held);
    expect(nodesOf(again.onnx)).toEqual(nodesOf(onnx));
    expect(again.inputs).toEqual(inputs);

    // Without fused kernels, as on TensorFlow.
    const [found, expected] = [read.steps(LENGTH), steps(LENGTH)];
    const { pooled } = await runOnce(eager, found.step, found.inputs, { ...BATCH, ...read.held });
    const { pooled: written = [] } = await runOnce(eager, expected.step, expected.inputs, { ...BATCH, ...held });
    expect(Math.max(...written)).toBeGreaterThan(0.1);
    for (const [index, value] of written.entries()) expect(pooled?.[index]).toBeCloseTo(value, 5);
  },
);

/** Nodes and what they read, but for the numbers that values have for names: those count what nothing reads too. */
const nodesOf = (onnx: Uint8Array): readonly string[] =>
  decodeOnnx(onnx).node.map(({ opType, input, attribute }) =>
    JSON.stringify([opType, input.map((name) => name.replace(/^#\d+/, "#")), [...attribute]]),
  );
