import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { pearson, spearman } from "./index.ts";
import { mean } from "./moments.ts";
import { pearsonInfluence } from "./pearson-influence.ts";
import { spearmanInfluence } from "./spearman-influence.ts";

const METRICS = [["pearson", pearson, pearsonInfluence] as const, ["spearman", spearman, spearmanInfluence] as const];

/** Every row this often: one more copy of a row then adds very little mass. */
const COPIES = 400;

describe.each(METRICS)("influence on %s", (_, metric, influence) => {
  it.each(golden.cases.filter(({ name }) => name !== "two rows"))(
    "is the slope of the metric as a row gains mass: $name",
    ({ predictions, gold }) => {
      const copied = (values: readonly number[], extra: readonly number[]): number[] => [
        ...Array.from({ length: COPIES }, () => values).flat(),
        ...extra,
      ];
      const slopes = influence(predictions, gold);
      const before = metric(predictions, gold);
      for (const row of [0, 1, 2]) {
        const [prediction, score] = [predictions.slice(row, row + 1), gold.slice(row, row + 1)];
        const after = metric(copied(predictions, prediction), copied(gold, score));
        const mass = 1 / (COPIES * gold.length + 1);
        expect((after - before) / mass).toBeCloseTo(slopes[row] ?? NaN, 2);
      }
      expect(mean(slopes)).toBeCloseTo(0, 12);
    },
  );

  it("has the variance that the metric has over samples", () => {
    const rng = createRng(1);
    const draws = Array.from({ length: 1000 }, () => {
      const gold = Array.from({ length: 100 }, () => Math.round(2 * rng.normal()));
      const predictions = gold.map((score) => score + rng.normal());
      const slopes = influence(predictions, gold);
      return { value: metric(predictions, gold), variance: mean(slopes.map((slope) => slope ** 2)) / 100 };
    });
    const centre = mean(draws.map(({ value }) => value));
    const observed = mean(draws.map(({ value }) => (value - centre) ** 2));
    // Three standard errors of a variance of 1,000 draws are 0.13; influence runs low by about 2 / n.
    expect(mean(draws.map(({ variance }) => variance)) / observed).toBeGreaterThan(0.85);
    expect(mean(draws.map(({ variance }) => variance)) / observed).toBeLessThan(1.15);
  });
});
