import { cpuBackend, describeTechnique } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/techniques.json" with { type: "json" };
import { expectGolden } from "../../test/golden-technique.ts";
import { valueAndGradients } from "../gradients/value-and-gradients.ts";
import { awp } from "./awp.ts";

describeTechnique("awp", () => awp({ gamma: 0.01 }));

describe("awp", () => {
  beforeAll(cpuBackend);

  it(`gives the loss and gradients of ${golden.tool}`, () => {
    const { options } = golden.awp;
    expectGolden(awp(options), golden.awp);
  });

  it("leaves an objective's own parameters where they are, of whatever rank", () => {
    tf.tidy(() => {
      const seen: number[][] = [];
      const pass = awp({ gamma: 0.5 }).backward?.(valueAndGradients, {
        ...{ heads: {}, lookupTables: [], noise: () => tf.ones([1]) },
        weights: tf.ones<tf.Rank.R1>([1]),
      });
      pass?.({ "objective.own": tf.tensor2d([[3]]), weight: tf.tensor2d([[2]]) }, (parameters) => {
        seen.push(Object.values(parameters).flatMap((tensor) => [...tensor.dataSync()]));
        return tf.sum(tf.addN(Object.values(parameters)));
      });
      expect(seen).toEqual([
        [3, 2],
        [3, 3],
      ]);
    });
  });

  it.each([
    [{ gamma: 0 }, /gamma 0, expected a finite number above 0/],
    [{ gamma: Infinity }, /gamma Infinity/],
    [{ gamma: NaN }, /gamma NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => awp(options)).toThrow(message);
  });
});
