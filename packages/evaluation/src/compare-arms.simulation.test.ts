import { createRng, type Rng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { armInterval, compareArms, type Comparison, type CompareOptions, familyVerdicts } from "./index.ts";
import { experiment } from "../test/simulated-arms.ts";
import { mean } from "./moments.ts";

const DRAWS = 2000;

interface Truth {
  readonly examples: number;
  readonly seeds: number;
  /** True correlation of a seed with gold: mean over seeds, and standard deviation. */
  readonly control: readonly [mean: number, deviation: number];
  readonly treatment: readonly [mean: number, deviation: number];
}

function compare(rng: Rng, truth: Truth, options: Partial<CompareOptions> = {}): Comparison {
  const [gold, [control, treatment]] = experiment(rng, truth, [truth.control, truth.treatment]);
  if (!control || !treatment) throw new Error("two arms were asked for");
  return compareArms({ control, treatment, gold, resamples: 2, ...options });
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

const TRUTHS: readonly (readonly [string, Truth])[] = [
  ["examples and seeds alike", { examples: 300, seeds: 3, control: [0.8, 0.015], treatment: [0.82, 0.015] }],
  ["seeds above all", { examples: 300, seeds: 3, control: [0.8, 0.03], treatment: [0.82, 0.03] }],
  ["no spread over seeds", { examples: 200, seeds: 3, control: [0.8, 0], treatment: [0.82, 0] }],
  ["one arm steadier than the other", { examples: 300, seeds: 3, control: [0.8, 0.01], treatment: [0.82, 0.02] }],
  ["two seeds", { examples: 300, seeds: 2, control: [0.8, 0.01], treatment: [0.8, 0.01] }],
  ["one seed, and no spread", { examples: 200, seeds: 1, control: [0.8, 0], treatment: [0.82, 0] }],
];

describe("compareArms, 2,000 draws", () => {
  it.each(TRUTHS)(
    "holds the true difference in 95 of 100 draws, 1.5 more or less: %s",
    { tags: ["slow"] },
    (_, truth) => {
      const rng = createRng(11);
      const difference = truth.treatment[0] - truth.control[0];
      const draws = Array.from({ length: DRAWS }, () => compare(rng, truth).difference);
      const covered = share(draws, ({ low, high }) => low <= difference && difference <= high);
      expect(Math.abs(covered - 0.95)).toBeLessThan(0.015);
    },
  );

  it.each(TRUTHS)("holds an arm's own mean as often: %s", { tags: ["slow"] }, (_, truth) => {
    const rng = createRng(15);
    const draws = Array.from({ length: DRAWS }, () => {
      const [gold, [arm]] = experiment(rng, truth, [truth.control]);
      if (!arm) throw new Error("one arm was asked for");
      return armInterval(arm, gold);
    });
    const covered = share(draws, ({ low, high }) => low <= truth.control[0] && truth.control[0] <= high);
    expect(Math.abs(covered - 0.95)).toBeLessThan(0.015);
  });

  it("holds it with the bootstrap over examples too, where seeds do not spread", { tags: ["slow"] }, () => {
    const rng = createRng(12);
    const truth: Truth = { examples: 200, seeds: 1, control: [0.8, 0], treatment: [0.82, 0] };
    const draws = Array.from({ length: DRAWS }, (_, seed) => compare(rng, truth, { resamples: 500, seed }));
    const covered = share(draws, ({ overExamples: { low, high } }) => low <= 0.02 && 0.02 <= high);
    expect(Math.abs(covered - 0.95)).toBeLessThan(0.015);
  });

  it("holds it for Spearman", { tags: ["slow"] }, () => {
    const rng = createRng(16);
    const truth: Truth = { examples: 100, seeds: 3, control: [0.8, 0.01], treatment: [0.8, 0.01] };
    const draws = Array.from({ length: DRAWS }, () => compare(rng, truth, { metric: "spearman" }).difference);
    expect(Math.abs(share(draws, ({ low, high }) => low <= 0 && 0 <= high) - 0.95)).toBeLessThan(0.015);
  });

  it.each([
    ["three seeds", { examples: 300, seeds: 3, control: [0.8, 0.01], treatment: [0.8, 0.02] }],
    ["one seed", { examples: 200, seeds: 1, control: [0.8, 0], treatment: [0.8, 0] }],
  ] satisfies [string, Truth][])(
    "calls a null effect supported in at most 5 of 100 draws: %s",
    { tags: ["slow"] },
    (_, truth) => {
      const rng = createRng(13);
      const draws = Array.from({ length: DRAWS }, () => compare(rng, truth));
      expect(share(draws, ({ verdict }) => verdict === "supported")).toBeLessThan(0.05);
      expect(share(draws, ({ verdict }) => verdict === "refuted")).toBeLessThan(0.05);
    },
  );

  it("decides on any of five null treatments in at most 5 % of families, by Holm", { tags: ["slow"] }, () => {
    const rng = createRng(14);
    const truth: Truth = { examples: 100, seeds: 3, control: [0.8, 0.01], treatment: [0.8, 0.01] };
    const families = Array.from({ length: DRAWS }, () => {
      const [gold, [control, ...treatments]] = experiment(rng, truth, Array(6).fill(truth.control));
      if (!control) throw new Error("six arms were asked for");
      return treatments.map((treatment) => compareArms({ control, treatment, gold, resamples: 2 }));
    });
    const corrected = families.map((family) => familyVerdicts(family.map(({ pValue }) => pValue)));
    const isDecided = ({ verdict }: { verdict: string }): boolean => verdict !== "undecided";
    expect(share(corrected, (family) => family.some(isDecided))).toBeLessThan(0.05);
    expect(share(families, (family) => family.some(isDecided))).toBeGreaterThan(0.1);
  });

  it("finds a difference as large as the noise band in about 80 % of draws", { tags: ["slow"] }, () => {
    const rng = createRng(15);
    const truth: Truth = { examples: 200, seeds: 4, control: [0.8, 0.01], treatment: [0.8, 0.01] };
    const band = mean(Array.from({ length: 200 }, () => compare(rng, truth).detectable));
    const draws = Array.from({ length: DRAWS }, () => compare(rng, { ...truth, treatment: [0.8 + band, 0.01] }));
    expect(Math.abs(share(draws, ({ verdict }) => verdict === "supported") - 0.8)).toBeLessThan(0.1);
  });
});
