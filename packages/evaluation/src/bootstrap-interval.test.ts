import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { bootstrapInterval, correlationIntervals, pearsonInterval, spearman } from "./index.ts";

/** n pairs with correlation rho. */
function correlated(n: number, rho: number, seed: number): { predictions: number[]; gold: number[] } {
  const rng = createRng(seed);
  const gold = Array.from({ length: n }, () => rng.normal());
  return { gold, predictions: gold.map((value) => rho * value + Math.sqrt(1 - rho * rho) * rng.normal()) };
}

describe("bootstrapInterval", () => {
  it("repeats from a seed, and holds the estimate", () => {
    const { predictions, gold } = correlated(100, 0.8, 1);
    const interval = pearsonInterval(predictions, gold);
    expect(pearsonInterval(predictions, gold)).toEqual(interval);
    expect(interval.low).toBeLessThan(interval.estimate);
    expect(interval.high).toBeGreaterThan(interval.estimate);
    expect(pearsonInterval(predictions, gold, { level: 0.5 }).high).toBeLessThan(interval.high);
  });

  it("is about as wide as theory says: 3.92 (1 - r^2) / sqrt(n)", () => {
    const { predictions, gold } = correlated(1500, 0.8, 2);
    const { low, high, estimate } = pearsonInterval(predictions, gold);
    expect((high - low) / ((3.92 * (1 - estimate ** 2)) / Math.sqrt(1500))).toBeCloseTo(1, 0.5);
    const { spearman: ranked } = correlationIntervals(predictions, gold, { resamples: 200 });
    expect(ranked.high - ranked.low).toBeGreaterThan(0);
    expect(ranked.high - ranked.low).toBeLessThan(0.1);
  });

  it("covers the truth in about 95 % of draws", { tags: ["slow"] }, () => {
    const draws = 600;
    const covered = Array.from({ length: draws }, (_, draw) => {
      const { predictions, gold } = correlated(200, 0.8, 1000 + draw);
      const { low, high } = pearsonInterval(predictions, gold, { resamples: 400, seed: draw });
      return low <= 0.8 && 0.8 <= high;
    }).filter(Boolean).length;
    // Three standard errors of a share of 0.95 in 600 draws are 0.027.
    expect(Math.abs(covered / draws - 0.95)).toBeLessThan(0.027);
  });

  it("is of both correlations what each has by itself, of the same draws", () => {
    const { predictions, gold } = correlated(50, 0.8, 3);
    const both = correlationIntervals(predictions, gold, { resamples: 100, seed: 5 });
    expect(both.pearson).toEqual(pearsonInterval(predictions, gold, { resamples: 100, seed: 5 }));
    const taken = (values: readonly number[], rows: Uint32Array) => Array.from(rows, (row) => values[row] ?? NaN);
    const ofRanks = bootstrapInterval(50, (rows) => spearman(taken(predictions, rows), taken(gold, rows)), {
      resamples: 100,
      seed: 5,
    });
    expect(both.spearman.low).toBeCloseTo(ofRanks.low, 12);
    expect(both.spearman.high).toBeCloseTo(ofRanks.high, 12);
    expect(both.spearman.estimate).toBe(spearman(predictions, gold));
  });

  it("leaves out draws in which the statistic is undefined", () => {
    const { low, high } = pearsonInterval([1, 2, 3], [1, 2, 3.5], { resamples: 200 });
    expect(low).toSatisfy(Number.isFinite);
    expect(high).toSatisfy(Number.isFinite);
  });

  it("is undefined from end to end where rounding alone tells a side's values apart", () => {
    const gold = Array.from({ length: 519 }, (_, row) => (row * 7) % 6);
    const near = gold.map((_, row) => (row % 3 === 0 ? 0.1 + 0.2 : 0.3));
    for (const { estimate, low, high } of Object.values(correlationIntervals(near, gold, { resamples: 50 }))) {
      expect([estimate, low, high]).toEqual([NaN, NaN, NaN]);
    }
  });

  it("refuses one row, a level and resamples out of range", () => {
    expect(() => bootstrapInterval(1, () => 0)).toThrow(/found 1 rows/);
    expect(() => bootstrapInterval(5, () => 0, { level: 1 })).toThrow(/found level 1/);
    expect(() => bootstrapInterval(5, () => 0, { resamples: 0 })).toThrow(/found 0 resamples, expected a whole number/);
  });
});
