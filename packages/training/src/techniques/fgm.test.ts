import { cpuBackend, describeTechnique } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/techniques.json" with { type: "json" };
import { expectGolden } from "../../test/golden-technique.ts";
import { valueAndGradients } from "../gradients/value-and-gradients.ts";
import { fgm } from "./fgm.ts";

describeTechnique("fgm", () => fgm({ epsilon: 1 }));

describe("fgm", () => {
  beforeAll(cpuBackend);

  it(`gives the loss and gradients of ${golden.tool}`, () => {
    const { options } = golden.fgm;
    expectGolden(fgm(options), golden.fgm);
  });

  it("refuses to run where no word embeddings are trained", () => {
    const untrained = { heads: {}, lookupTables: [], noise: () => tf.ones([1]) } as const;
    expect(() =>
      fgm({ epsilon: 1 }).backward?.(valueAndGradients, { ...untrained, weights: tf.ones<tf.Rank.R1>([1]) }),
    ).toThrow(/no word embeddings that are trained/);
  });

  it.each([
    [{ epsilon: 0 }, /epsilon 0, expected a finite number above 0/],
    [{ epsilon: Infinity }, /epsilon Infinity/],
    [{ epsilon: NaN }, /epsilon NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => fgm(options)).toThrow(message);
  });
});
