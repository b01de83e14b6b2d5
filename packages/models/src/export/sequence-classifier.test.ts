import { join } from "node:path";
import type { NamedValues } from "@dalmeum/contracts";
import { cpuBackend, workspaceRoot } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { loadEncoder } from "../encoders/load-encoder.ts";
import { geluDense } from "../layers/gelu-dense.ts";
import { sequenceClassifier } from "./sequence-classifier.ts";
import { WEIGHTS } from "./trained-model.ts";

beforeAll(cpuBackend);

const FIXTURES = "packages/testing/fixtures/encoders";
const WIDTH = 16;
const BIAS = 2.5;

/** Entries up to 2.5: w . h below is up to 20 in size. */
const weight = Float32Array.from({ length: WIDTH }, (_, index) => Math.sin(index + 1));
const hidden = Array.from({ length: 9 }, (_, row) => weight.map((value) => (value * (row - 4)) / 1.6));

it.each([
  ["bert", "bert.pooler.dense", "tanh", "classifier", "BertForSequenceClassification"],
  ["roberta", "classifier.dense", "tanh", "classifier.out_proj", "RobertaForSequenceClassification"],
  ["xlm-roberta", "classifier.dense", "tanh", "classifier.out_proj", "XLMRobertaForSequenceClassification"],
  ["electra", "classifier.dense", "gelu", "classifier.out_proj", "ElectraForSequenceClassification"],
  ["deberta-v2", "pooler.dense", "gelu", "classifier", "DebertaV2ForSequenceClassification"],
] as const)("carries a linear head through the hidden layer of a %s", (name, dense, activation, output, classOf) => {
  const { config } = loadEncoder(workspaceRoot, `${FIXTURES}/${name}`);
  const { json, tensors } = sequenceClassifier({
    folder: join(workspaceRoot, FIXTURES, name),
    config,
    encoder: { "embeddings.LayerNorm.bias": { shape: [1], values: Float32Array.of(1) } },
    pooling: "first",
    head: { name: "regression", options: {} },
    rest: {
      "similarity.weight": { shape: [1, WIDTH], values: weight },
      "similarity.bias": { shape: [1], values: Float32Array.of(BIAS) },
    },
    reading: {
      sequencesPerPair: 1,
      templates: ["{sentence}", "{sentence}"],
      sources: ["a"],
      vocabSize: config.vocabSize,
      typeVocabSize: config.typeVocabSize,
      padTokenId: config.padTokenId,
      maxLength: 8,
      symmetric: false,
    },
    cleaning: { normalizers: [], outer: "" },
  });
  expect(json["config.json"]).toMatchObject({
    model_type: name,
    architectures: [classOf],
    vocab_size: config.vocabSize + 1,
    id2label: { 0: "similarity" },
  });
  const written = tensors[WEIGHTS] ?? {};
  expect(
    Object.keys(written).some((key) => /^(bert|roberta|electra|deberta)\.embeddings\.LayerNorm\.bias$/.test(key)),
  ).toBe(true);
  const found = tf.tidy(() => {
    const rows = tf.tensor2d(hidden.map((row) => [...row]));
    const inside = tf.add<tf.Tensor2D>(
      tf.matMul(rows, matrix(written, `${dense}.weight`), false, true),
      matrix(written, `${dense}.bias`),
    );
    const last = [matrix(written, `${output}.weight`), tf.reshape(matrix(written, `${output}.bias`), [1])] as const;
    return [
      ...(activation === "gelu"
        ? geluDense(inside, ...last)
        : tf.add(tf.matMul(tf.tanh(inside), last[0], false, true), last[1])
      ).dataSync(),
    ];
  });
  const expected = hidden.map((row) => row.reduce((sum, value, index) => sum + value * (weight[index] ?? NaN), BIAS));
  expect(Math.max(...expected)).toBeGreaterThan(20);
  for (const [row, value] of expected.entries()) expect(Math.abs((found[row] ?? NaN) - value)).toBeLessThan(1e-5);
});

function matrix(tensors: NamedValues, name: string): tf.Tensor2D {
  const { shape, values } = tensors[name] ?? { shape: [0], values: new Float32Array() };
  return tf.reshape(tf.tensor(values), [shape.length > 1 ? (shape[0] ?? 0) : 1, shape.at(-1) ?? 0]);
}
