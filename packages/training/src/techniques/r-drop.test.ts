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

  it("stays finite, with finite gradients, where two logits are far apart", () => {
    const far = [-1e4, 1e4];
    const distance = (shift: tf.Tensor): tf.Scalar => {
      let pass = 0;
      const forward = rDrop({ alpha: 1 }).forward?.(
        () => ({
          loss: tf.scalar(0),
          outputs: {
            binary: tf.add<tf.Tensor1D>(tf.mul(shift, 1), tf.tensor1d(pass++ === 0 ? far : far.toReversed())),
          },
        }),
        {
          heads: { binary: "binaryLabel" },
          lookupTables: [],
          weights: tf.ones<tf.Rank.R1>([2]),
          noise: () => tf.ones([1]),
        },
      );
      return forward?.({}).loss ?? tf.scalar(NaN);
    };
    const { value, grad } = tf.valueAndGrad((shift: tf.Tensor) => distance(shift))(tf.zeros([2]));
    expect(value.dataSync()[0]).toBeCloseTo(1e4, 0);
    expect([...grad.dataSync()].every(Number.isFinite)).toBe(true);
  });

  it.each([
    [{ alpha: 0 }, /alpha 0, expected a finite number above 0/],
    [{ alpha: Infinity }, /alpha Infinity/],
    [{ alpha: NaN }, /alpha NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => rDrop(options)).toThrow(message);
  });
});
