import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { williamsTest } from "./index.ts";

describe("williamsTest", () => {
  it.each(golden.williams.cases)(`gives r.test's value of ${golden.williams.tool}: n = $n`, (expected) => {
    const { statistic, pValue, degreesOfFreedom } = williamsTest(expected.r13, expected.r23, expected.r12, expected.n);
    expect(statistic).toBeCloseTo(expected.statistic, 10);
    expect(pValue).toBeCloseTo(expected.pValue, 10);
    expect(degreesOfFreedom).toBe(expected.n - 3);
  });

  it("changes sign with the order, and keeps digits far out", () => {
    expect(williamsTest(0.5, 0.4, 0.1, 103).statistic).toBeCloseTo(-williamsTest(0.4, 0.5, 0.1, 103).statistic, 12);
    expect(williamsTest(0.8, 0.4, 0.4, 1000).pValue).toBeGreaterThan(0);
    expect(williamsTest(0.8, 0.4, 0.4, 1000).pValue).toBeLessThan(1e-60);
  });

  it("has nothing to test where two systems predict the same, or the opposite", () => {
    expect(williamsTest(0.5, 0.5, 1, 50)).toEqual({ statistic: NaN, degreesOfFreedom: 47, pValue: NaN });
    expect(williamsTest(0.5, -0.5, -1, 50).statistic).toBeNaN();
  });

  it("refuses correlations that cannot be, and three rows", () => {
    expect(() => williamsTest(0.9, -0.9, 0.9, 50)).toThrow(/no three lists have the correlations r13 = 0.9/);
    expect(() => williamsTest(1.5, 0, 0, 50)).toThrow(/r13 = 1.5/);
    expect(() => williamsTest(0.5, 0.4, 0.1, 3)).toThrow(/found 3 rows/);
  });
});
