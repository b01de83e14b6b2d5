import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../fixtures/losses.json" with { type: "json" };
import { objectiveInputs, row } from "../test/objective-inputs.ts";
import { binaryCrossEntropyLoss, contrastiveLoss, maeLoss, mseLoss, uncertaintyWeighting } from "./index.ts";

const objective = uncertaintyWeighting([
  ["regression", mseLoss()],
  ["classification", binaryCrossEntropyLoss(), "binary"],
]);

describe("uncertaintyWeighting", () => {
  beforeAll(cpuBackend);

  const { outputs, targets, logVariances, value, gradients, tool } = golden.uncertaintyWeighting;
  const compute = (s: tf.Tensor, similarity: tf.Tensor, binary: tf.Tensor): tf.Scalar =>
    objective.compute(
      objectiveInputs({
        outputs: { similarity: tf.reshape(similarity, [-1]), binary: tf.reshape(binary, [-1]) },
        targets: { similarity: row(...targets.similarity), binary: row(...targets.binary) },
        weights: tf.ones([targets.binary.length]),
        parameters: { logVariances: s },
      }),
    );
  const points = () => [row(...logVariances), row(...outputs.similarity), row(...outputs.binary)];

  it(`gives the value and gradients of ${tool}`, () => {
    const { value: found, grads } = tf.valueAndGrads(compute)(points());
    expect(found.shape).toEqual([]);
    expect(found.dataSync()[0]).toBeCloseTo(value, 4);
    const expected = [gradients.logVariances, gradients.similarity, gradients.binary];
    for (const [index, entries] of expected.entries()) {
      for (const [entry, number] of entries.entries()) expect(grads[index]?.dataSync()[entry]).toBeCloseTo(number, 4);
    }
  });

  it("has the gradients that finite differences have", () => {
    tf.tidy(() => {
      const [s, similarity, binary] = points();
      if (!s || !similarity || !binary) throw new Error("three points expected");
      checkGradients(compute, [s, similarity, tf.clipByValue(binary, -3, 3)]);
    });
  });

  it("starts with half a regression's loss and all of a classification's", () => {
    expect(objective.init()).toEqual({ logVariances: { shape: [2], values: new Float32Array(2) } });
    const inputs = objectiveInputs({
      outputs: { similarity: row(3), binary: row(0) },
      targets: { similarity: row(1), binary: row(1) },
      parameters: { logVariances: row(0, 0) },
    });
    expect(objective.compute(inputs).dataSync()[0]).toBeCloseTo(4 / 2 + Math.LN2, 5);
  });

  it("stays finite where a variance is e^-50 or e^50 and a loss 0", () => {
    const inputs = objectiveInputs({
      outputs: { similarity: row(1), binary: row(1000) },
      targets: { similarity: row(1), binary: row(1) },
      parameters: { logVariances: row(-50, 50) },
    });
    expect(objective.compute(inputs).dataSync()[0]).toBe(0);
  });

  it("describes its terms, their heads and what they read", () => {
    const mixed = uncertaintyWeighting([
      ["regression", maeLoss()],
      ["classification", contrastiveLoss()],
    ]);
    expect(mixed.heads).toEqual(["similarity"]);
    expect(mixed.readsVectors).toBe(true);
    expect(mixed.options).toEqual({
      terms: [
        { kind: "regression", head: "similarity", loss: { name: "maeLoss", options: {} } },
        { kind: "classification", loss: { name: "contrastiveLoss", options: { margin: 0.5 } } },
      ],
    });
  });

  it("names a head that the model lacks", () => {
    const lacking = objectiveInputs({ parameters: { logVariances: row(0, 0) } });
    expect(() => objective.compute(lacking)).toThrow(
      /uncertaintyWeighting: .* reads head "binary"; the model has similarity/,
    );
  });

  it("refuses no terms", () => {
    expect(() => uncertaintyWeighting([])).toThrow(/found no terms/);
  });

  it("refuses a kind that there is not, and a term without one", () => {
    const wrong = [["regresion", maeLoss()], maeLoss()];
    expect(() => Reflect.apply(uncertaintyWeighting, undefined, [wrong]) as unknown).toThrow(
      /term 1: found "regresion" first, expected regression or classification: .*\n.*term 2: found maeLoss\(\.\.\.\) alone/,
    );
  });
});
