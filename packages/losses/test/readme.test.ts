import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  binaryCrossEntropyLoss,
  maeLoss,
  mseLoss,
  multipleNegativesRankingLoss,
  pearsonLoss,
  uncertaintyWeighting,
  weightedSum,
} from "../src/index.ts";

const batch = () => {
  const outputs = { similarity: tf.tensor1d([1, 2, 3]), binary: tf.tensor1d([0, 0, 0]) };
  const targets = { similarity: tf.tensor1d([2, 3, 4]), binary: tf.tensor1d([0, 1, 1]) };
  const labels = { score: targets.similarity, binaryLabel: targets.binary };
  return { outputs, targets, labels, weights: tf.ones<tf.Rank.R1>([3]) };
};

describe("the README's examples run", () => {
  beforeAll(cpuBackend);

  it("losses on heads", () => {
    const { outputs, targets, labels, weights } = batch();
    const a = 0.3;
    const objective = weightedSum([
      [1 - a, pearsonLoss()],
      [a, maeLoss()],
      [0.2, binaryCrossEntropyLoss(), "binary"],
    ]);
    const loss = objective.compute({ outputs, targets, labels, weights, parameters: {} });
    expect(loss.dataSync()[0]).toBeCloseTo(0.3 + 0.2 * Math.log(2), 5);
  });

  it("a loss on vectors", () => {
    const onVectors = weightedSum([
      [0.7, pearsonLoss()],
      [0.3, maeLoss()],
      [0.05, multipleNegativesRankingLoss({ positiveFrom: 4 })],
    ]);
    const same = tf.ones<tf.Rank.R2>([3, 4]);
    const vectors = { sentence1: same, sentence2: same };
    const loss = onVectors.compute({ ...batch(), vectors, parameters: {} });
    expect(loss.dataSync()[0]).toBeCloseTo(0.3 + 0.05 * Math.log(3), 5);
  });

  it("learned weights", () => {
    const learned = uncertaintyWeighting([
      ["regression", mseLoss()],
      ["classification", binaryCrossEntropyLoss(), "binary"],
    ]);
    const loss = learned.compute({ ...batch(), parameters: { logVariances: tf.zeros([2]) } });
    expect(loss.dataSync()[0]).toBeCloseTo(0.5 + Math.log(2), 5);
  });
});
