import type { HeadTarget } from "@dalmeum/contracts";
import { cpuBackend, describeTechnique } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/techniques.json" with { type: "json" };
import { expectGolden } from "../../test/golden-technique.ts";
import { rDrop } from "./r-drop.ts";

describeTechnique("rDrop", () => rDrop({ alpha: 1 }));

describe("rDrop", () => {
  beforeAll(cpuBackend);

  it(`gives the loss and gradients of ${golden.tool}`, () => {
    const { options } = golden.rDrop;
    expectGolden(rDrop(options), golden.rDrop);
  });

  const { first, second, ...distances } = golden.rDropDistances;
  it.each(["score", "binaryLabel"] as const)(`measures the distance of torch's mse_loss or kl_div: a %s`, (target) => {
    const { value, gradient } = distance(target, first, second);
    expect(value / distances[target].distance).toBeCloseTo(1, 5);
    for (const [row, expected] of distances[target].gradient.entries()) expect(gradient[row]).toBeCloseTo(expected, 5);
  });

  it("stays finite, with finite gradients, where two logits are far apart", () => {
    const { value, gradient } = distance("binaryLabel", [-1e4, 1e4], [1e4, -1e4]);
    expect(value).toBeCloseTo(1e4, 0);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });

  it("stays finite, with finite gradients, where two scores are far apart, and is 0 where they agree", () => {
    const { value, gradient } = distance("score", [1e9, 2], [-1e9, 2]);
    expect(value / 2e18).toBeCloseTo(1, 5);
    expect(gradient).toEqual([2e9, 0].map(Math.fround));
    expect(distance("score", [1, 2], [1, 2])).toEqual({ value: 0, gradient: [0, 0] });
  });

  it.each([
    [{ alpha: 0 }, /alpha 0, expected a finite number above 0/],
    [{ alpha: Infinity }, /alpha Infinity/],
    [{ alpha: NaN }, /alpha NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => rDrop(options)).toThrow(message);
  });
});

/** What two passes with these outputs cost beyond their losses, and its gradient with respect to the first. */
function distance(
  target: HeadTarget,
  first: readonly number[],
  second: readonly number[],
): { readonly value: number; readonly gradient: readonly number[] } {
  const costOf = (outputs: tf.Tensor): tf.Scalar => {
    const passes = [tf.reshape<tf.Rank.R1>(outputs, [-1]), tf.tensor1d([...second])].values();
    const context = {
      ...{ heads: { head: target }, lookupTables: [], noise: () => tf.ones([1]) },
      weights: tf.ones<tf.Rank.R1>([first.length]),
    };
    const forward = rDrop({ alpha: 1 }).forward?.(
      () => ({ loss: tf.scalar(0), outputs: { head: passes.next().value ?? tf.tensor1d([]) } }),
      context,
    );
    return forward?.({}).loss ?? tf.scalar(NaN);
  };
  const { value, grad } = tf.valueAndGrad(costOf)(tf.tensor1d([...first]));
  return { value: value.dataSync()[0] ?? NaN, gradient: [...grad.dataSync()] };
}
