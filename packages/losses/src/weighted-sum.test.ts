import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { objectiveInputs, row } from "../test/objective-inputs.ts";
import { binaryCrossEntropyLoss, contrastiveLoss, maeLoss, mseLoss, weightedSum } from "./index.ts";

describe("weightedSum", () => {
  beforeAll(cpuBackend);

  it("adds up weighted losses, each on its head", () => {
    const objective = weightedSum([
      [0.5, maeLoss()],
      [2, mseLoss()],
      [1, binaryCrossEntropyLoss(), "binary"],
    ]);
    const inputs = objectiveInputs({
      outputs: { similarity: row(3), binary: row(0) },
      targets: { similarity: row(1), binary: row(1) },
    });
    expect(objective.heads).toEqual(["similarity", "binary"]);
    expect(objective.readsVectors).toBe(false);
    expect(objective.init()).toEqual({});
    expect(objective.compute(inputs).dataSync()[0]).toBeCloseTo(0.5 * 2 + 2 * 4 + Math.log(2), 5);
  });

  it("gives a loss on vectors the sentences and the label that it learns, beside a loss on a head", () => {
    const objective = weightedSum([
      [0.5, maeLoss()],
      [2, contrastiveLoss()],
    ]);
    // The vectors of a similar pair are at a right angle: a distance of 1.
    const inputs = objectiveInputs({
      outputs: { similarity: row(3) },
      labels: { score: row(0), binaryLabel: row(1) },
      vectors: { sentence1: tf.tensor2d([[1, 0]]), sentence2: tf.tensor2d([[0, 1]]) },
    });
    expect(objective.readsVectors).toBe(true);
    expect(objective.heads).toEqual(["similarity"]);
    expect(objective.compute(inputs).dataSync()[0]).toBeCloseTo(0.5 * 2 + 2 * 0.5, 5);
    expect(() => objective.compute(objectiveInputs())).toThrow(/contrastiveLoss reads a vector for each sentence/);
  });

  it("describes its terms", () => {
    expect(weightedSum([[0.5, maeLoss()]]).options).toEqual({
      terms: [{ weight: 0.5, head: "similarity", loss: { name: "maeLoss", options: {} } }],
    });
  });

  it("names a head that the model lacks", () => {
    const objective = weightedSum([[1, maeLoss(), "binary"]]);
    expect(() => objective.compute(objectiveInputs())).toThrow(/maeLoss reads head "binary"; the model has similarity/);
  });

  it.each([-1, NaN, Infinity])("refuses weight %d", (weight) => {
    expect(() => weightedSum([[weight, maeLoss()]])).toThrow(/expected a finite number from 0 on/);
  });

  it("refuses no terms", () => {
    expect(() => weightedSum([])).toThrow(/found no terms/);
  });

  it.each<[string, unknown, string]>([
    [
      "a loss that is not called",
      [[0.5, maeLoss]],
      "term 1: found maeLoss itself, which has still to be called: maeLoss(...)",
    ],
    [
      "a loss without its weight",
      [maeLoss()],
      "term 1: found maeLoss(...) alone, expected its weight before it: [0.5, maeLoss(...)]",
    ],
    ["a loss alone", maeLoss(), "found maeLoss(...), expected a list of terms: [[0.5, maeLoss()], ...]"],
    ["one list of all", [0.5, maeLoss()], "term 1: found 0.5, expected its weight and a loss: [[0.5, maeLoss()], ...]"],
    ["a weight behind", [[maeLoss(), 0.5]], "term 1: found maeLoss(...) first, expected its weight"],
    ["a head that is no name", [[0.5, maeLoss(), 1]], "term 1: found 1, expected the name of a head"],
    [
      "two losses in a term",
      [[0.5, maeLoss(), "binary", maeLoss()]],
      "term 1: found 4 things, expected its weight, a loss",
    ],
  ])("refuses %s, which no compiler has looked at", (_, terms, message) => {
    expect(() => Reflect.apply(weightedSum, undefined, [terms]) as unknown).toThrow(message);
  });
});
