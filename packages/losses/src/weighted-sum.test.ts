import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { binaryCrossEntropyLoss, maeLoss, mseLoss, weightedSum } from "./index.ts";

const row = (...values: number[]): tf.Tensor1D => tf.tensor1d(values);

describe("weightedSum", () => {
  beforeAll(cpuBackend);

  it("adds up weighted losses, each on its head", () => {
    const objective = weightedSum([
      [0.5, maeLoss()],
      [2, mseLoss()],
      [1, binaryCrossEntropyLoss(), "binary"],
    ]);
    const outputs = { similarity: row(3), binary: row(0) };
    const targets = { similarity: row(1), binary: row(1) };
    expect(objective.heads).toEqual(["similarity", "binary"]);
    expect(objective.compute(outputs, targets, row(1)).dataSync()[0]).toBeCloseTo(0.5 * 2 + 2 * 4 + Math.log(2), 5);
  });

  it("describes its terms", () => {
    expect(weightedSum([[0.5, maeLoss()]]).options).toEqual({
      terms: [{ weight: 0.5, head: "similarity", loss: "maeLoss", options: {} }],
    });
  });

  it("names a head that the model lacks", () => {
    const objective = weightedSum([[1, maeLoss(), "binary"]]);
    expect(() => objective.compute({ similarity: row(1) }, { similarity: row(1) }, row(1))).toThrow(
      /maeLoss reads head "binary"; the model has similarity/,
    );
  });

  it.each([-1, NaN, Infinity])("refuses weight %d", (weight) => {
    expect(() => weightedSum([[weight, maeLoss()]])).toThrow(/expected a finite number from 0 on/);
  });

  it("refuses no terms", () => {
    expect(() => weightedSum([])).toThrow(/found no terms/);
  });
});
