import { createRng } from "@dalmeum/contracts";
import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { comparison } from "./comparison.ts";

beforeAll(cpuBackend);

const vectors = () => ({
  sentence1: tf.tensor2d([1, 2, -0.5, 3], [2, 2]),
  sentence2: tf.tensor2d([2, -1, 0.5, 3], [2, 2]),
});
const parameters = () => ({ weight: tf.tensor2d([[0.1, -0.2, 0.3, 0.4, -0.5, 0.6]]), bias: tf.tensor1d([2.5]) });

describe("comparison", () => {
  it("gives what torch does: tools/golden/layers.py, torch 2.15.0", () => {
    const found = comparison().apply(parameters(), vectors());
    const expected = [3.7, 2.7];
    for (const [index, value] of found.dataSync().entries()) expect(value).toBeCloseTo(expected[index] ?? NaN, 6);
  });

  it("starts with three weights a unit, its bias at the middle of the scores", () => {
    const { weight, bias } = comparison().init(createRng(1), { hiddenSize: 4, initializerRange: 0.02 });
    expect(weight?.shape).toEqual([1, 12]);
    expect(bias?.values[0]).toBe(2.5);
  });

  it("has the gradients of finite differences", () => {
    const { sentence1, sentence2 } = vectors();
    const { weight, bias } = parameters();
    checkGradients(
      (u, v, w, b) =>
        tf.mean(
          tf.square(
            comparison().apply(
              { weight: w, bias: b },
              { sentence1: tf.reshape(u, [2, 2]), sentence2: tf.reshape(v, [2, 2]) },
            ),
          ),
        ),
      // The last units are equal, where |u - v| has a kink: moved apart.
      [sentence1, tf.add(sentence2, 0.1), weight, bias],
    );
  });

  it("refuses vectors of two shapes", () => {
    expect(() => comparison().apply(parameters(), { ...vectors(), sentence2: tf.zeros([2, 3]) })).toThrow(
      "comparison: sentence2 has shape [2, 3], expected [2, 2]",
    );
  });
});
