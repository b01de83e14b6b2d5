import { describe, expect, it } from "vitest";
import { largestResiduals, pearsonInterval, quantileBands, sliceMetrics } from "./index.ts";

describe("sliceMetrics", () => {
  it("takes each slice alone, in the order of appearance", () => {
    const gold = [1, 5, 2, 4, 3, 3, 0, 1];
    const predictions = [1.5, 4, 2.2, 3.9, 3.5, 2.9, 0.3, 1];
    const names = ["a", "b", "a", "a", "a", "b", "a", "b"];
    const [a, b, ...rest] = sliceMetrics(predictions, gold, names, { minimumRows: 4 });
    expect(rest).toEqual([]);
    expect(a?.slice).toBe("a");
    expect(a?.rows).toBe(5);
    expect(a?.meanAbsoluteError).toBeCloseTo((0.5 + 0.2 + 0.1 + 0.5 + 0.3) / 5, 12);
    expect(a?.meanResidual?.estimate).toBeCloseTo((0.5 + 0.2 - 0.1 + 0.5 + 0.3) / 5, 12);
    expect(a?.pearson).toEqual(pearsonInterval([1.5, 2.2, 3.9, 3.5, 0.3], [1, 2, 4, 3, 0]));
    expect(b).toMatchObject({ slice: "b", rows: 3, meanResidual: null, pearson: null });
    expect(b?.meanAbsoluteError).toBeCloseTo(1.1 / 3, 12);
  });

  it("has no correlation where gold is one score", () => {
    const [only] = sliceMetrics([1, 2, 3, 4], [5, 5, 5, 5], ["a", "a", "a", "a"], { minimumRows: 4 });
    expect(only?.pearson).toBeNull();
    expect(only?.meanResidual?.estimate).toBe(-2.5);
  });

  it("refuses names that do not pair up and too small a minimum", () => {
    expect(() => sliceMetrics([1, 2], [1, 2], ["a"])).toThrow(/found 1 names of slices for 2 rows/);
    expect(() => sliceMetrics([1, 2], [1, 2], ["a", "a"], { minimumRows: 1 })).toThrow(/found minimumRows 1/);
  });
});

describe("largestResiduals", () => {
  it("is furthest first, earlier first among equals", () => {
    expect(largestResiduals([1, 5, 0, 2], [2, 2, 1, 2], 3)).toEqual([
      { row: 1, residual: 3 },
      { row: 0, residual: -1 },
      { row: 2, residual: -1 },
    ]);
    expect(largestResiduals([1, 5], [2, 2], 0)).toEqual([]);
    expect(largestResiduals([1, 5], [2, 2], 9)).toHaveLength(2);
    expect(() => largestResiduals([1, 5], [2, 2], -1)).toThrow(/found count -1/);
  });
});

describe("quantileBands", () => {
  it("cuts into bands of as many rows, and names them", () => {
    expect(quantileBands([8, 1, 3, 2, 13, 5], 3)).toEqual([
      { name: "1 .. 2", low: 1, high: 2, rows: [1, 3] },
      { name: "3 .. 5", low: 3, high: 5, rows: [2, 5] },
      { name: "8 .. 13", low: 8, high: 13, rows: [0, 4] },
    ]);
  });

  it("keeps equal values together", () => {
    expect(quantileBands([0, 0, 0, 0, 0, 1, 2], 3).map(({ name, rows }) => [name, rows.length])).toEqual([
      ["0", 5],
      ["1 .. 2", 2],
    ]);
    expect(quantileBands([7, 7, 7], 4)).toEqual([{ name: "7", low: 7, high: 7, rows: [0, 1, 2] }]);
    expect(quantileBands([], 4)).toEqual([]);
  });

  it("writes as many digits as tell bands apart", () => {
    expect(quantileBands([0.98765, 0.98766, 0.98771, 0.98772], 2).map(({ name }) => name)).toEqual([
      "0.98765 .. 0.98766",
      "0.98771 .. 0.98772",
    ]);
    expect(quantileBands([0.1 + 0.2, 0.304, 1.7, 2.999], 2).map(({ name }) => name)).toEqual(["0.3", "1.7 .. 3"]);
  });

  it("refuses NaN and half a band", () => {
    expect(() => quantileBands([1, NaN], 2)).toThrow(/found NaN at row 2/);
    expect(() => quantileBands([1, 2], 1.5)).toThrow(/found 1.5 bands/);
  });
});
