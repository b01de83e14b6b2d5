import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { binaryCrossEntropyLoss, maeLoss, pearsonLoss, weightedSum } from "../src/index.ts";

it("runs the README's example", async () => {
  await cpuBackend();
  const outputs = { similarity: tf.tensor1d([1, 2, 3]), binary: tf.tensor1d([0, 0, 0]) };
  const targets = { similarity: tf.tensor1d([2, 3, 4]), binary: tf.tensor1d([0, 1, 1]) };
  const labels = { score: targets.similarity, binaryLabel: targets.binary };
  const weights = tf.ones<tf.Rank.R1>([3]);
  const a = 0.3;
  const objective = weightedSum([
    [1 - a, pearsonLoss()],
    [a, maeLoss()],
    [0.2, binaryCrossEntropyLoss(), "binary"],
  ]);
  const loss = objective.compute({ outputs, targets, labels, weights, parameters: {} });
  expect(loss.dataSync()[0]).toBeCloseTo(0.3 + 0.2 * Math.log(2), 5);
});
