import { expect, it } from "vitest";
import {
  calibration,
  compareArms,
  familyVerdicts,
  gapBand,
  largestResiduals,
  pearson,
  pearsonInterval,
  quantileBands,
  sliceMetrics,
  spearman,
} from "../src/index.ts";

it("runs the README's first example", () => {
  const gold = [0, 1, 2, 3, 4, 5];
  const predictions = [0.2, 0.9, 2.5, 2.4, 4.4, 4.6];
  const r = pearson(predictions, gold);
  const rho = spearman(predictions, gold);
  const { estimate, low, high } = pearsonInterval(predictions, gold);
  expect(rho).toBeCloseTo(1 - (6 * 2) / (6 * 35), 9);
  expect(estimate).toBe(r);
  expect(low).toBeLessThan(r);
  expect(high).toBeGreaterThan(r);
});

it("runs the README's comparison", () => {
  const gold = [0, 1, 2, 3, 4, 5];
  const baseline = [
    [0.9, 0.6, 2.8, 2.1, 3.2, 4.1],
    [0.8, 0.9, 3.0, 2.0, 3.1, 4.4],
  ];
  const swapped = [
    [0.2, 0.9, 2.5, 2.4, 4.4, 4.6],
    [0.1, 1.2, 2.4, 2.6, 4.1, 4.9],
  ];
  const comparison = compareArms({
    control: { name: "baseline", seeds: baseline },
    treatment: { name: "swapped", seeds: swapped },
    gold,
    smallestDifference: 0.002,
  });
  expect(comparison.difference.estimate).toBeGreaterThan(0);
  expect(comparison.difference.low).toBeLessThan(comparison.difference.estimate);
  expect(comparison.verdict).toBe("undecided");
  const [alone] = familyVerdicts([comparison.pValue]);
  expect(alone).toEqual({ pValue: comparison.pValue, verdict: comparison.verdict });
});

it("runs the README's diagnosis", () => {
  const gold = Array.from({ length: 60 }, (_, row) => (row % 11) / 2);
  const predictions = gold.map((score, row) => score ** 1.5 / 2.5 + ((row * 7) % 5) / 10);
  const lengths = gold.map((_, row) => 5 + ((row * 3) % 20));

  const gap = gapBand(0.95, 5000, 0.8, 1500);
  expect(gap.beyondBand.toFixed(3)).toBe("0.132");

  const { bins, line, isotonicGain, lackOfFit } = calibration(predictions, gold);
  expect(bins.map(({ rows }) => rows).reduce((sum, rows) => sum + rows, 0)).toBe(60);
  expect(line.slope).toBeGreaterThan(0);
  expect(isotonicGain.low).toBeLessThan(isotonicGain.high);
  expect(lackOfFit?.pValue).toBeLessThan(0.05);

  const names = Array.from<string>({ length: gold.length });
  for (const { name, rows } of quantileBands(lengths, 4)) for (const row of rows) names[row] = name;
  const slices = sliceMetrics(predictions, gold, names, { minimumRows: 10 });
  expect(slices).toHaveLength(4);
  expect(slices[0]?.slice).toBe("5 .. 9");
  const worst = largestResiduals(predictions, gold, 20);
  expect(worst).toHaveLength(20);
});
