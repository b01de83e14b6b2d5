import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/training.json" with { type: "json" };
import { squaresStep } from "../steps/update-step.ts";
import { clipByGlobalNorm, clipFactor } from "./clip-by-global-norm.ts";

describe("clipByGlobalNorm", () => {
  beforeAll(cpuBackend);

  /** As the trainer computes it: a sum of squares a piece, and the root of their sum. */
  const normOf = (gradients: readonly tf.Tensor[]): number =>
    Math.sqrt(
      gradients.reduce((sum, gradient) => {
        const { squares } = squaresStep({ gradient }, () => expect.fail("it declares an input"));
        return sum + (squares?.dataSync()[0] ?? NaN);
      }, 0),
    );

  it.each(golden.clipping)(`clips to $maxNorm as torch.nn.utils.clip_grad_norm_ (${golden.tool})`, (expected) => {
    const gradients = expected.gradients.map((list) => tf.tensor(list));
    const norm = normOf(gradients);
    expect(norm / expected.norm).toBeCloseTo(1, 6);
    const scale = clipByGlobalNorm(norm, expected.maxNorm);
    expect(clipFactor(tf.scalar(norm), expected.maxNorm).dataSync()[0]).toBeCloseTo(scale, 6);
    for (const [index, list] of expected.clipped.entries()) {
      const found = tf.mul(gradients[index] ?? [], scale).dataSync();
      for (const [position, value] of list.flat().entries()) expect(found[position]).toBeCloseTo(value, 6);
    }
  });

  it("leaves zeros zero", () => {
    expect(clipByGlobalNorm(normOf([tf.zeros([3])]), 1)).toBe(1);
  });

  it.each([0, -1, NaN])("refuses maxNorm %d", (maxNorm) => {
    expect(() => clipByGlobalNorm(1, maxNorm)).toThrow(/maxNorm .*expected a number above 0/);
    expect(() => clipFactor(tf.scalar(1), maxNorm)).toThrow(/maxNorm .*expected a number above 0/);
  });
});
