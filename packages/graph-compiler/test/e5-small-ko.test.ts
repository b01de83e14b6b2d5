import { availableParallelism } from "node:os";
import type { Engine, HostArrays, Step, Tensors } from "@dalmeum/contracts";
import reference from "@dalmeum/e5-small-ko/reference.json" with { type: "json" };
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { loadEncoder, pool } from "@dalmeum/models";
import { workspaceRoot } from "@dalmeum/testing";
// It registers tfjs's gradient rules.
import "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "./engines.ts";
import { runOnce } from "./run-once.ts";

const encoder = loadEncoder(workspaceRoot, "checkpoints/e5-small-ko");
const parameters = encoder.parameters();
const names = Object.keys(parameters);
const rows = reference.inputIds.length;
const pairs = rows / 2;

/** The reference's batch, padded to `length` tokens. */
function batchOf(length: number): HostArrays {
  const padded = (lists: number[][], fill: number): number[] =>
    lists.flatMap((list) => Array.from({ length }, (_, index) => list[index] ?? fill));
  return {
    inputIds: Int32Array.from(padded(reference.inputIds, encoder.config.padTokenId)),
    tokenTypeIds: new Int32Array(rows * length),
    attentionMask: Float32Array.from(padded(reference.attentionMask, 0)),
  };
}

const signatureOf = (length: number): Parameters<Engine["compile"]>[1] => ({
  inputIds: { shape: [rows, length], dtype: "int32" },
  tokenTypeIds: { shape: [rows, length], dtype: "int32" },
  attentionMask: { shape: [rows, length], dtype: "float32" },
  ...Object.fromEntries(
    names.map((name) => [name, { shape: parameters[name]?.shape ?? [], dtype: "float32" } as const]),
  ),
});

function forward(values: Tensors, inputs: Tensors): { hidden: tf.Tensor3D; pooled: tf.Tensor2D; cosine: tf.Tensor1D } {
  const { inputIds, tokenTypeIds, attentionMask } = inputs;
  if (!inputIds || !tokenTypeIds || !attentionMask) throw new Error("the batch is incomplete");
  const mask = tf.reshape<tf.Rank.R2>(attentionMask, [rows, -1]);
  const batch = {
    inputIds: tf.reshape<tf.Rank.R2>(inputIds, [rows, -1]),
    tokenTypeIds: tf.reshape<tf.Rank.R2>(tokenTypeIds, [rows, -1]),
    attentionMask: mask,
  };
  const hidden = encoder.encode(values, batch, {});
  const pooled = pool(hidden, mask, "mean");
  const width = encoder.config.hiddenSize;
  const [first, second] = [tf.slice(pooled, [0, 0], [pairs, width]), tf.slice(pooled, [pairs, 0], [pairs, width])];
  const norms = tf.mul(tf.norm(first, 2, 1), tf.norm(second, 2, 1));
  return { hidden, pooled, cosine: tf.div(tf.sum(tf.mul(first, second), 1), norms) };
}

/** Everything the reference holds, in one compiled graph. */
const referenceStep: Step = (inputs) => {
  const values = Object.values(Object.fromEntries(names.map((name) => [name, inputs[name]])));
  const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
    const { cosine } = forward(
      Object.fromEntries(names.map((name, i) => [name, tensors[i] ?? tf.scalar(NaN)])),
      inputs,
    );
    const targets = tf.tensor1d(reference.pairs.map((pair) => pair.score));
    const objective = weightedSum([
      [0.9, pearsonLoss()],
      [0.1, maeLoss()],
    ]);
    return objective.compute({
      outputs: { similarity: tf.mul(cosine, 5) },
      targets: { similarity: targets },
      labels: { score: targets, binaryLabel: tf.zeros([pairs]) },
      weights: tf.ones([pairs]),
      parameters: {},
    });
  };
  const { value, grads } = tf.valueAndGrads(lossOf)(values.filter((tensor) => tensor !== undefined));
  const { hidden, pooled, cosine } = forward(inputs, inputs);
  return {
    loss: value,
    hidden: tf.slice(hidden, [0, 0, 0], [rows, 1, 8]),
    pooled: tf.slice(pooled, [0, 0], [rows, 8]),
    cosine,
    ...Object.fromEntries(names.map((name, index) => [`gradient/${name}`, grads[index] ?? tf.scalar(NaN)])),
  };
};

describe.each(runtimeEngines)(
  `e5-small-ko compiled for %s, against ${reference.tool}`,
  { tags: ["slow"] },
  (_runtime, makeEngine) => {
    const engine = makeEngine(availableParallelism());
    let outputs: HostArrays = {};
    const feeds = (length: number): HostArrays => ({
      ...batchOf(length),
      ...Object.fromEntries(Object.entries(parameters).map(([name, { values }]) => [name, values])),
    });
    const expectClose = (
      found: ArrayLike<number> | undefined,
      expected: readonly number[],
      tolerance: number,
    ): void => {
      expect(found?.length).toBe(expected.length);
      for (const [index, value] of expected.entries())
        expect(Math.abs((found?.[index] ?? NaN) - value)).toBeLessThan(tolerance);
    };

    beforeAll(async () => {
      outputs = await runOnce(engine, referenceStep, signatureOf(18), feeds(18));
    }, 60_000);

    it("gives the hidden states, pooled values and cosines within 1e-4", () => {
      expectClose(outputs.hidden, reference.firstTokenHidden8.flat(), 1e-4);
      expectClose(outputs.pooled, reference.meanPooled8.flat(), 1e-4);
      expectClose(outputs.cosine, reference.cosine, 1e-4);
    });

    it("gives the loss and Pearson within 1e-5", () => {
      expectClose(outputs.loss, [reference.loss], 1e-5);
      const predictions = Array.from(outputs.cosine ?? [], (cosine) => 5 * cosine);
      const mae =
        reference.pairs.reduce((sum, { score }, i) => sum + Math.abs((predictions[i] ?? NaN) - score), 0) / pairs;
      const pearson = 1 - ((outputs.loss?.[0] ?? NaN) - 0.1 * mae) / 0.9;
      expect(Math.abs(pearson - reference.pearson)).toBeLessThan(1e-5);
    });

    it("gives the gradient of every parameter: norm within 0.1 %, first eight values within 1e-4 of the largest", () => {
      expect(names.toSorted()).toEqual(Object.keys(reference.gradients).toSorted());
      for (const [name, { norm, first8 }] of Object.entries(reference.gradients)) {
        const gradient = Float32Array.from(outputs[`gradient/${name}`] ?? []);
        const largest = gradient.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
        const found = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
        // A key's bias shifts all scores of a softmax alike: its gradient is zero but for rounding, in both.
        if (name.endsWith("attention.self.key.bias")) expect(found).toBeLessThan(1e-6);
        else expect(Math.abs(found / norm - 1), name).toBeLessThan(1e-3);
        expectClose(gradient.subarray(0, 8), first8, Math.max(1e-4 * largest, 1e-7));
      }
    });

    it("scores the same within 1e-5 whether padded to 32 or to 128", async () => {
      const step: Step = (inputs) => ({ score: tf.mul(forward(inputs, inputs).cosine, 5) });
      const at = (length: number): Promise<HostArrays> => runOnce(engine, step, signatureOf(length), feeds(length));
      const [short, long] = [await at(32), await at(128)];
      expectClose(short.score, Array.from(long.score ?? []), 1e-5);
    });
  },
);
