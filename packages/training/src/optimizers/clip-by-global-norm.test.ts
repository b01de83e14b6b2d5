import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/training.json" with { type: "json" };
import { clipByGlobalNorm } from "./clip-by-global-norm.ts";

describe("clipByGlobalNorm", () => {
  beforeAll(cpuBackend);

  it.each(golden.clipping)(`clips to $maxNorm as torch.nn.utils.clip_grad_norm_ (${golden.tool})`, (expected) => {
    const named = Object.fromEntries(expected.gradients.map((list, index) => [String(index), tf.tensor(list)]));
    const { scale, norm } = clipByGlobalNorm(named, expected.maxNorm);
    expect((norm.dataSync()[0] ?? NaN) / expected.norm).toBeCloseTo(1, 6);
    for (const [index, list] of expected.clipped.entries()) {
      const found = tf.mul(named[index] ?? [], scale).dataSync();
      for (const [position, value] of list.flat().entries()) expect(found[position]).toBeCloseTo(value, 6);
    }
  });

  it("leaves zeros zero", () => {
    const { scale, norm } = clipByGlobalNorm({ a: tf.zeros([3]) }, 1);
    expect(norm.dataSync()[0]).toBe(0);
    expect(scale.dataSync()[0]).toBe(1);
  });

  it.each([0, -1, NaN])("refuses maxNorm %d", (maxNorm) => {
    expect(() => clipByGlobalNorm({ a: tf.zeros([1]) }, maxNorm)).toThrow(/maxNorm .*expected a number above 0/);
  });
});
