import { describeEnsembler } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { goldOf, memberOf, valuesOf } from "../../test/golden.ts";
import { weightedMean } from "../index.ts";

describeEnsembler("weightedMean", () => weightedMean({ weights: [3, 1] }));

describe("weightedMean", () => {
  it("counts ratios alone, and takes 0", () => {
    const members = [memberOf([1, 5]), memberOf([3, 9]), memberOf([100, 0])];
    const blend = weightedMean({ weights: [6, 2, 0] }).fit(members, goldOf([0, 1]));
    expect(blend.weights).toEqual([0.75, 0.25, 0]);
    expect(valuesOf(blend.combine(members))).toEqual([1.5, 6]);
  });

  it.each([[[0, 0]], [[-1, 2]], [[NaN, 1]], [[Infinity, 1]], [[]]])("refuses weights %j", (weights) => {
    expect(() => weightedMean({ weights })).toThrow(/weightedMean: found weights/);
  });

  it("refuses another number of members", () => {
    expect(() => weightedMean({ weights: [1, 2] }).fit([memberOf([1, 2])], goldOf([0, 1]))).toThrow(
      /found 1 members, expected 2/,
    );
  });
});
