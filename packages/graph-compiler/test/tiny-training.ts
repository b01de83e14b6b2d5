import { createRng, type Engine, type Model, type NamedValues, type ScoredPair } from "@dalmeum/contracts";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { binaryClassification, biEncoder, cosine, crossEncoder, regression } from "@dalmeum/models";
import { scoredPair, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { adamw, type FitOptions, linearWarmup, paddedLength } from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";

/** A bi-encoder of a few kilobytes. */
export const bi = (): Model =>
  biEncoder({ checkpoint: tinyCheckpoint, pooling: "mean", heads: { similarity: cosine() } }).load(workspaceRoot);
/** The same of a RoBERTa that reads some of the words as its unknown token, whose id is padding's. */
export const paddingInText = (): Model =>
  biEncoder({
    checkpoint: "packages/testing/fixtures/encoders/roberta-padding-in-text",
    pooling: "mean",
    heads: { similarity: cosine() },
  }).load(workspaceRoot);
/** A cross-encoder of a few kilobytes, with two heads. */
export const cross = (): Model =>
  crossEncoder({
    checkpoint: tinyCheckpoint,
    pooling: "first",
    heads: { similarity: regression(), binary: binaryClassification() },
  }).load(workspaceRoot);

/** The model without dropout. */
export const still = (model: Model): Model => ({
  ...model,
  represent: (parameters, batch) => model.represent(parameters, batch, {}),
});

/** The model with outputs that follow from the order of a pair's sentences. */
export const lopsided = (model: Model): Model => ({
  ...model,
  score: (parameters, vectors) => {
    const { similarity } = model.score(parameters, vectors);
    const [first] = tf.split(tf.mean<tf.Tensor1D>(tf.abs(vectors), 1), 2);
    if (!similarity || !first) throw new Error("expected a bi-encoder with the head similarity");
    return { similarity: tf.add(similarity, first) };
  },
});

const words = ["고양이가", "잔다", "비가", "온다", "학교에", "간다", "집에"];
/** Pairs of different lengths. */
export const pairs: readonly ScoredPair[] = Array.from({ length: 13 }, (_, index) => {
  const word = (offset: number): string => words[(index * 3 + offset) % words.length] ?? "";
  const score = (index * 7) % 6;
  return scoredPair({
    id: `pair-${index}`,
    sentence1: `${word(0)} ${word(1)}`,
    sentence2: index % 2 === 0 ? word(2) : `${word(1)} ${word(3)} ${word(4)}`,
    score,
    binaryLabel: score >= 3 ? 1 : 0,
  });
});

/** A short training, with what a test changes. */
export const options = (engine: Engine, changed: Partial<FitOptions> = {}): FitOptions => ({
  model: bi(),
  objective: weightedSum([
    [0.7, pearsonLoss()],
    [0.3, maeLoss()],
  ]),
  optimizer: adamw({ weightDecay: 0.01 }),
  schedule: linearWarmup({ peak: 1e-3, warmupRatio: 0 }),
  pairs,
  epochs: 2,
  batchSize: 4,
  maxLength: 32,
  // One length, as all pairs are short: a step is compiled once, and masks of dropout, which follow from it, are everywhere the same.
  padTo: (tokens) => Math.max(20, paddedLength(tokens, 32)),
  clipNorm: 1,
  engine,
  rng: createRng(1),
  ...changed,
});

/** Its epsilon damps gradients that are zero but for rounding, which AdamW's own would make whole steps of. */
export const damped = adamw({ weightDecay: 0.01, epsilon: 1e-3 });
/** The same, but what begins with one of these names stays as it is. */
export const dampedAbove = (lower: readonly string[]) =>
  adamw({
    weightDecay: 0.01,
    epsilon: 1e-3,
    learningRateScales: Object.fromEntries(lower.map((prefix) => [prefix, 0])),
  });

/** Largest difference between two sets of parameters. */
export function distance(a: NamedValues, b: NamedValues): number {
  expect(Object.keys(a)).toEqual(Object.keys(b));
  return Object.entries(a).reduce(
    (worst, [name, { values }]) =>
      values.reduce((max, value, index) => Math.max(max, Math.abs(value - (b[name]?.values[index] ?? NaN))), worst),
    0,
  );
}
