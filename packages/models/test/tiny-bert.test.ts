import type { Batch, Mode, Model, SentencePair, Tensors } from "@dalmeum/contracts";
import { createRng } from "@dalmeum/contracts";
import { cpuBackend, describeModel, tinyCheckpoint, tokenBatch, toTensors, workspaceRoot } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  biEncoder,
  binaryClassification,
  comparison,
  cosine,
  cosineClassification,
  crossEncoder,
  loadEncoder,
  pool,
  regression,
} from "../src/index.ts";
import { type ReferenceRun, tinyReference } from "./read-reference.ts";

const { prefix, biEncoder: bi, crossEncoder: cross } = tinyReference;
const pairs: readonly SentencePair[] = tinyReference.pairs.map((pair, index) => ({
  id: String(index),
  source: "test",
  ...pair,
}));
const targets = tinyReference.pairs.map(({ score }) => score);
const checkpoint = tinyCheckpoint;
const biModel = (): Model =>
  biEncoder({
    checkpoint,
    pooling: "mean",
    template: `${prefix}{sentence}`,
    heads: { similarity: cosine({ scale: 5 }), binary: cosineClassification() },
  }).load(workspaceRoot);
const crossModel = (): Model =>
  crossEncoder({
    checkpoint,
    pooling: "first",
    heads: { similarity: regression(), binary: binaryClassification() },
  }).load(workspaceRoot);

beforeAll(cpuBackend);
describeModel("biEncoder", biModel, pairs);
describeModel("crossEncoder", crossModel, pairs);
describeModel(
  "crossEncoder on a RoBERTa whose padding's id is the unknown token's",
  () => {
    const roberta = "packages/testing/fixtures/encoders/roberta-padding-in-text";
    return crossEncoder({ checkpoint: roberta, pooling: "mean", heads: { similarity: regression() } }).load(
      workspaceRoot,
    );
  },
  pairs.map((pair) => ({ ...pair, sentence1: `비가 잔다 온다 ${pair.sentence1}` })),
);
const sources = ["test"];
describeModel(
  "biEncoder with attention pooling, sources and a comparison",
  () =>
    biEncoder({ checkpoint, pooling: "attention", sources, heads: { similarity: comparison() } }).load(workspaceRoot),
  pairs,
);
describeModel(
  "crossEncoder with attention pooling, sources and templates",
  () =>
    crossEncoder({
      checkpoint,
      pooling: "attention",
      templates: ["1: {sentence}", "2: {sentence}"],
      sources,
      heads: { similarity: regression() },
    }).load(workspaceRoot),
  pairs,
);

describe("a tiny BERT", () => {
  it.each([
    ["biEncoder", bi, "mean"],
    ["crossEncoder", cross, "first"],
  ] as const)("computes the hidden states and pooled values of transformers: %s", (_, reference, pooling) => {
    tf.tidy(() => {
      const encoder = loadEncoder(workspaceRoot, checkpoint);
      const batch = batchOf(reference);
      const hidden = encoder.encode(toTensors(encoder.parameters()), batch, {});
      expectNear(tf.mul(hidden, tf.expandDims(batch.attentionMask, 2)), masked(reference), 5e-6);
      expectNear(pool(hidden, batch.attentionMask, pooling), reference.pooled.flat(), 5e-6);
    });
  });

  it("gives the cosines, loss and gradients of transformers as a bi-encoder", () => {
    tf.tidy(() => {
      const model = biModel();
      const parameters = toTensors(model.init(createRng(1)));
      const batch = tokenBatch(model, pairs);
      expect(batch.inputIds.arraySync()).toEqual(bi.inputIds);
      expectNear(
        similarity(model, parameters, batch),
        bi.cosine.map((value) => 5 * value),
        5e-6,
      );
      expectLossAndGradients(model, parameters, batch, bi);
    });
  });

  it("gives the predictions, loss and gradients of transformers as a cross-encoder", () => {
    tf.tidy(() => {
      const model = crossModel();
      const head = {
        "heads.similarity.weight": tf.tensor(cross.headWeight),
        "heads.similarity.bias": tf.tensor(cross.headBias),
      };
      const parameters = { ...toTensors(model.init(createRng(1))), ...head };
      const batch = tokenBatch(model, pairs);
      expect(batch.inputIds.arraySync()).toEqual(cross.inputIds);
      expect(batch.tokenTypeIds.arraySync()).toEqual(cross.tokenTypeIds);
      expectNear(similarity(model, parameters, batch), cross.predictions, 1e-5);
      expectLossAndGradients(model, parameters, batch, cross);
    });
  });

  it("scores a pair the same padded to 24 or to 64 tokens", () => {
    for (const model of [biModel(), crossModel()]) {
      tf.tidy(() => {
        const parameters = toTensors(model.init(createRng(1)));
        const [short, long] = [24, 64].map((length) =>
          similarity(model, parameters, tokenBatch(model, pairs, { length })),
        );
        expectNear(expectDefined(short), expectDefined(long).dataSync(), 1e-5);
      });
    }
  });

  it("multiplies noise in after the embeddings, the attention and each projection", () => {
    tf.tidy(() => {
      const model = biModel();
      const parameters = toTensors(model.init(createRng(1)));
      const batch = batchOf(bi);
      const [rows, length] = batch.inputIds.shape;
      const asked: [readonly number[], number][] = [];
      const noise: NonNullable<Mode["noise"]> = (shape, rate) => {
        asked.push([shape, rate]);
        return tf.zeros([...shape]);
      };
      const dropped = model.apply(parameters, batch, { noise }).binary;
      const [flat, attention] = [
        [[rows * length, 16], 0.1],
        [[rows, 2, length, length], 0.1],
      ];
      expect(asked).toEqual([flat, attention, flat, flat, attention, flat, flat]);
      // Everything dropped leaves the last LayerNorm's bias in every token: a cosine of 1, times 10, less 6.
      expectNear(
        expectDefined(dropped),
        pairs.map(() => 4),
        1e-5,
      );
    });
  });
});

function batchOf({ inputIds, tokenTypeIds, attentionMask }: ReferenceRun): Batch {
  return {
    inputIds: tf.tensor2d(inputIds, undefined, "int32"),
    tokenTypeIds: tf.tensor2d(tokenTypeIds, undefined, "int32"),
    attentionMask: tf.tensor2d(attentionMask),
  };
}

/** Hidden states with zeros at padding: no output depends on those. */
function masked({ hidden, attentionMask }: ReferenceRun): number[] {
  return hidden.flatMap((tokens, row) =>
    tokens.flatMap((values, token) => values.map((value) => value * (attentionMask[row]?.[token] ?? NaN))),
  );
}

function similarity(model: Model, parameters: Tensors, batch: Batch): tf.Tensor1D {
  return expectDefined(model.apply(parameters, batch, {}).similarity);
}

/** L = 0.9 (1 - r) + 0.1 MAE. */
function lossOf(predictions: tf.Tensor1D): tf.Scalar {
  const gold = tf.tensor1d(targets);
  const [p, t] = [tf.sub(predictions, tf.mean(predictions)), tf.sub(gold, tf.mean(gold))];
  const norms = tf.mul(tf.sqrt(tf.sum(tf.square(p))), tf.sqrt(tf.sum(tf.square(t))));
  const pearson = tf.div(tf.sum(tf.mul(p, t)), norms);
  const mae = tf.mean(tf.abs(tf.sub(predictions, gold)));
  return tf.add<tf.Scalar>(tf.mul(tf.sub(1, pearson), 0.9), tf.mul(mae, 0.1));
}

/** Norms within 0.1 %, first eight values within 1e-4 of the largest of them. */
function expectLossAndGradients(model: Model, parameters: Tensors, batch: Batch, reference: ReferenceRun): void {
  const names = Object.keys(reference.gradients);
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const given = Object.fromEntries(names.map((name, index) => [name, expectDefined(tensors[index])]));
    return lossOf(similarity(model, { ...parameters, ...given }, batch));
  })(names.map((name) => expectDefined(parameters[name])));
  expect(value.dataSync()[0]).toBeCloseTo(reference.loss, 5);
  names.forEach((name, index) => {
    const { norm, first8 } = expectDefined(reference.gradients[name]);
    const gradient = expectDefined(grads[index]);
    // A key's bias shifts every score of a query alike, which softmax ignores: its gradient is rounding noise.
    const weight = name.endsWith("key.bias") ? reference.gradients[name.replace(/bias$/, "weight")] : undefined;
    const floor = 1e-5 * (weight?.norm ?? 0);
    const difference = Math.abs((tf.norm(gradient).dataSync()[0] ?? NaN) - norm);
    expect(difference, `norm of ${name}`).toBeLessThanOrEqual(1e-3 * norm + floor);
    const tolerance = 1e-4 * Math.max(...first8.map(Math.abs)) + floor;
    expectNear(tf.slice(tf.reshape(gradient, [gradient.size]), 0, Math.min(8, gradient.size)), first8, tolerance, name);
  });
}

function expectNear(actual: tf.Tensor, expected: ArrayLike<number>, tolerance: number, label = "value"): void {
  const values = actual.dataSync();
  expect(values.length, label).toBe(expected.length);
  values.forEach((value, index) => {
    expect(Math.abs(value - (expected[index] ?? NaN)), `${label}, entry ${index}`).toBeLessThanOrEqual(tolerance);
  });
}

function expectDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("expected a value");
  return value;
}
