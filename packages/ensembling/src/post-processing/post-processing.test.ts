import { createRng } from "@dalmeum/contracts";
import { describeEnsembler } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { goldOf, memberOf, valuesOf } from "../../test/golden.ts";
import { clip, isotonicCalibration, mean, snapToGrid, withPostProcessing } from "../index.ts";

describeEnsembler("mean + isotonicCalibration + clip + snapToGrid", () =>
  withPostProcessing(mean(), [isotonicCalibration(), clip(), snapToGrid()]),
);

describe("clip", () => {
  it("keeps what is inside, and ends at 0 and 5", () => {
    expect([-1e300, -0.1, 0, 2.345, 5, 5.01, 1e300].map(clip().fit([], []))).toEqual([0, 0, 0, 2.345, 5, 5, 5]);
  });
});

describe("snapToGrid", () => {
  it("gives scores that raters can give together", () => {
    expect([-3, 0.09, 0.11, 0.61, 3.3, 4.95, 9].map(snapToGrid().fit([], []))).toEqual([0, 0, 0.2, 0.6, 3.4, 5, 5]);
    expect([0.24, 0.26, 4.8].map(snapToGrid({ step: 0.5 }).fit([], []))).toEqual([0, 0.5, 5]);
  });

  it.each([0, -0.2, 0.3, 6, NaN, 1e-9])("refuses step %d", (step) => {
    expect(() => snapToGrid({ step })).toThrow(/snapToGrid: found step/);
  });
});

describe("isotonicCalibration", () => {
  it("straightens what is bent and keeps the order", () => {
    const rng = createRng(1);
    const gold = Array.from({ length: 300 }, () => 5 * rng.uniform());
    const change = isotonicCalibration().fit(
      gold.map((score) => score ** 3),
      gold,
    );
    expect(change(2 ** 3)).toBeCloseTo(2, 1);
    expect(change(-1e9)).toBeGreaterThanOrEqual(0);
    expect(change(1e9)).toBeLessThanOrEqual(5);
  });
});

describe("withPostProcessing", () => {
  it("lets each step learn from what the steps before it make", () => {
    const seen: (readonly number[])[] = [];
    const double = { name: "double", options: {}, fit: () => (value: number) => 2 * value };
    const watch = {
      name: "watch",
      options: {},
      fit: (predictions: readonly number[]) => {
        seen.push(predictions);
        return (value: number) => value + 1;
      },
    };
    const members = [memberOf([1, 2])];
    const ensembler = withPostProcessing(mean(), [double, watch, watch]);
    const blend = ensembler.fit(members, goldOf([0, 1]));
    expect(seen).toEqual([
      [2, 4],
      [3, 5],
    ]);
    expect(valuesOf(blend.combine([memberOf([10])]))).toEqual([22]);
    expect(ensembler.name).toBe("mean + double + watch + watch");
  });
});
