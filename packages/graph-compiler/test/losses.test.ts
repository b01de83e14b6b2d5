import type { Engine, HostArrays, Loss, Signature, Step, VectorLoss } from "@dalmeum/contracts";
import * as losses from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine } from "../src/index.ts";
import { runtimeEngines } from "./engines.ts";
import { runOnce } from "./run-once.ts";

const onOutputs: readonly Loss[] = [
  losses.binaryCrossEntropyLoss(),
  losses.cosentLoss(),
  losses.focalLoss(),
  losses.focalLoss({ gamma: 0.5, alpha: 0.3 }),
  losses.gridSmoothingLoss({ loss: losses.maeLoss() }),
  losses.huberLoss(),
  losses.maeLoss(),
  losses.mseLoss(),
  losses.ordinalLoss(),
  losses.pearsonLoss(),
];
const onVectors: readonly VectorLoss[] = [
  losses.angleLoss(),
  losses.contrastiveLoss(),
  losses.cosineSimilarityLoss(),
  losses.multipleNegativesRankingLoss({ positiveFrom: 3 }),
  losses.multipleNegativesRankingLoss({ positiveFrom: 3, symmetric: true }),
];

const [ROWS, WIDTH] = [6, 4];
const vector = { shape: [ROWS], dtype: "float32" } as const;
const matrix = { shape: [ROWS, WIDTH], dtype: "float32" } as const;

/** The last row is padding. */
const labels = {
  score: Float32Array.of(0, 4.6, 2, 2.4, 3.7, 9),
  binaryLabel: Float32Array.of(0, 1, 0, 0, 1, 7),
  weights: Float32Array.of(1, 1, 1, 1, 1, 0),
};
const wave = (length: number, phase: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * 1.7 + phase));
/** Ordinary predictions and vectors, and some at which a formula could overflow or divide by 0. */
const inputs: readonly (readonly [name: string, arrays: HostArrays])[] = [
  [
    "ordinary rows",
    {
      predictions: Float32Array.of(0.3, 4.1, 2.2, 3.5, 1.5, 70),
      ...{ sentence1: wave(ROWS * WIDTH, 0), sentence2: wave(ROWS * WIDTH, 1) },
    },
  ],
  [
    "extreme rows",
    {
      predictions: Float32Array.of(1000, -1000, 2.2, 2.2, 1.5, 70),
      ...{ sentence1: wave(ROWS * WIDTH, 0).fill(0, 0, 2 * WIDTH), sentence2: wave(ROWS * WIDTH, 0) },
    },
  ],
];

const given = <T extends tf.Rank>(tensor: tf.Tensor | undefined, shape: tf.ShapeMap[T]): tf.Tensor<T> => {
  if (!tensor) throw new Error("an input is missing");
  return tf.reshape<T>(tensor, shape);
};
const rowsOf = (tensor: tf.Tensor | undefined): tf.Tensor1D => given<tf.Rank.R1>(tensor, [ROWS]);
const vectorsOf = (tensor: tf.Tensor | undefined): tf.Tensor2D => given<tf.Rank.R2>(tensor, [ROWS, WIDTH]);

const stepOf =
  (loss: Loss): Step =>
  ({ predictions, score, binaryLabel, weights }) => {
    const targets = /Entropy|focal/.test(loss.name) ? binaryLabel : score;
    const { value, grad } = tf.valueAndGrad((p: tf.Tensor) =>
      loss.compute(rowsOf(p), rowsOf(targets), rowsOf(weights)),
    )(rowsOf(predictions));
    return { value, gradient: grad };
  };

const vectorStepOf =
  (loss: VectorLoss): Step =>
  ({ sentence1, sentence2, weights, ...rest }) => {
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, y: tf.Tensor) =>
      loss.compute({ sentence1: vectorsOf(x), sentence2: vectorsOf(y) }, rowsOf(rest[loss.target]), rowsOf(weights)),
    )([vectorsOf(sentence1), vectorsOf(sentence2)]);
    return { value, ...Object.fromEntries(grads.map((gradient, side) => [`gradient${side + 1}`, gradient])) };
  };

/** With hard negatives, which are made of the two sentences. */
const tripletStepOf =
  (loss: VectorLoss): Step =>
  ({ sentence1, sentence2, weights, ...rest }) => {
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, y: tf.Tensor, z: tf.Tensor) => {
      const vectors = { sentence1: vectorsOf(x), sentence2: vectorsOf(y), hardNegative: vectorsOf(z) };
      return loss.compute(vectors, rowsOf(rest[loss.target]), rowsOf(weights));
    })([vectorsOf(sentence1), vectorsOf(sentence2), tf.sub(vectorsOf(sentence2), vectorsOf(sentence1))]);
    return { value, ...Object.fromEntries(grads.map((gradient, side) => [`gradient${side + 1}`, gradient])) };
  };

async function expectAgreement(engine: Engine, step: Step, arrays: HostArrays): Promise<void> {
  const signature: Signature = {
    ...{ predictions: vector, score: vector, binaryLabel: vector, weights: vector },
    ...{ sentence1: matrix, sentence2: matrix },
  };
  const feeds = { ...labels, ...arrays };
  const [compiled, eager] = [
    await runOnce(engine, step, signature, feeds),
    await runOnce(eagerEngine("cpu"), step, signature, feeds),
  ];
  expect(Object.keys(compiled)).toEqual(Object.keys(eager));
  for (const [name, values] of Object.entries(eager)) {
    const largest = Math.max(1, ...Array.from(values, Math.abs));
    for (const [index, value] of values.entries()) {
      const found = compiled[name]?.[index] ?? NaN;
      expect(value).toSatisfy(Number.isFinite);
      expect(Math.abs(found - value), `${name}, entry ${index}: ${found}, eager ${value}`).toBeLessThan(1e-5 * largest);
    }
  }
}

describe.each(runtimeEngines)("losses compiled for %s equal the eager ones", (_, makeEngine) => {
  beforeAll(cpuBackend);

  const cases = inputs.flatMap(([rows, arrays]) => [
    ...onOutputs.map((loss) => [titleOf(loss, rows), stepOf(loss), arrays] as const),
    ...onVectors.map((loss) => [titleOf(loss, rows), vectorStepOf(loss), arrays] as const),
  ]);
  const triplets = inputs.flatMap(([rows, arrays]) =>
    onVectors
      .filter(({ name }) => name === "multipleNegativesRankingLoss")
      .map((loss) => [`${titleOf(loss, rows)}, hard negatives`, tripletStepOf(loss), arrays] as const),
  );
  it.each([...cases, ...triplets])("%s", async (_title, step, arrays) => {
    await expectAgreement(makeEngine(1), step, arrays);
  });

  it("no loss is left out", () => {
    const tested = new Set([...onOutputs, ...onVectors].map(({ name }) => name));
    expect([...tested].toSorted()).toEqual(
      Object.keys(losses)
        .filter((name) => name.endsWith("Loss"))
        .toSorted(),
    );
  });
});

function titleOf({ name, options }: Loss | VectorLoss, rows: string): string {
  return `${name} ${JSON.stringify(options)}, ${rows}`;
}
