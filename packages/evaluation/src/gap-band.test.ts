import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { correlation } from "./correlation.ts";
import { fisherInterval, gapBand } from "./index.ts";

describe("fisherInterval", () => {
  it(`gives the value of ${golden.fisher.tool}`, () => {
    const { r, n, level, low, high } = golden.fisher;
    const interval = fisherInterval(r, n, level);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it("stays within -1 .. 1", () => {
    expect(fisherInterval(1, 10)).toMatchObject({ low: 1, high: 1 });
    expect(fisherInterval(-0.999, 4).low).toBeGreaterThanOrEqual(-1);
  });

  it("refuses what is no correlation, and three rows", () => {
    expect(() => fisherInterval(NaN, 10)).toThrow(/found correlation NaN/);
    expect(() => fisherInterval(0.5, 3)).toThrow(/found 3 rows/);
  });
});

describe("gapBand", () => {
  it("takes the band from the gap", () => {
    const far = gapBand(0.95, 5000, 0.8, 1500);
    expect(far.estimate).toBeCloseTo(0.15, 12);
    expect(far.beyondBand).toBeCloseTo(far.low, 12);
    expect(far.band + far.beyondBand).toBeCloseTo(far.estimate, 12);
    const turned = gapBand(0.8, 1500, 0.95, 5000);
    expect(turned.beyondBand).toBeCloseTo(-far.beyondBand, 12);
    expect(turned.high).toBeCloseTo(-far.low, 12);
    expect(gapBand(0.81, 100, 0.8, 100).beyondBand).toBe(0);
  });

  it("holds the true gap in about 95 % of draws", () => {
    const rng = createRng(1);
    const draws = 2000;
    const drawn = (n: number, rho: number): number => {
      const gold = Array.from({ length: n }, () => rng.normal());
      return correlation(
        gold.map((value) => rho * value + Math.sqrt(1 - rho * rho) * rng.normal()),
        gold,
      );
    };
    const held = Array.from({ length: draws }, () => {
      const { low, high } = gapBand(drawn(100, 0.9), 100, drawn(50, 0.8), 50);
      return low <= 0.1 && 0.1 <= high;
    }).filter(Boolean).length;
    expect(Math.abs(held / draws - 0.95)).toBeLessThan(0.015);
  });
});
