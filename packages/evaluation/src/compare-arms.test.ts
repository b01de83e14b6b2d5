import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { type Arm, compareArms } from "./index.ts";

const { gold, perSeed, welch, bootstrap, tool } = golden.arms;
const control: Arm = { name: "control", seeds: golden.arms.control };
const treatment: Arm = { name: "treatment", seeds: golden.arms.treatment };
const alone = ({ name, seeds }: Arm): Arm => ({ name, seeds: seeds.slice(0, 1) });

describe("compareArms", () => {
  it(`gives the correlations and Welch's interval of ${tool}`, () => {
    const { control: before, treatment: after, overSeeds } = compareArms({ control, treatment, gold });
    before.perSeed.forEach((value, seed) => {
      expect(value).toBeCloseTo(perSeed.control[seed] ?? NaN, 12);
    });
    after.perSeed.forEach((value, seed) => {
      expect(value).toBeCloseTo(perSeed.treatment[seed] ?? NaN, 12);
    });
    expect(overSeeds?.low).toBeCloseTo(welch.low, 10);
    expect(overSeeds?.high).toBeCloseTo(welch.high, 10);
  });

  it.each(["pearson", "spearman"] as const)(`has the paired bootstrap interval of ${tool}: %s`, (metric) => {
    const { overExamples } = compareArms({ control, treatment, gold, metric, resamples: 20_000 });
    const { low, high, standardError } = bootstrap[metric];
    // A quantile of 2.5 % in 4,000 draws is known to about 0.05 standard deviations.
    expect(Math.abs(overExamples.low - low) / standardError).toBeLessThan(0.15);
    expect(Math.abs(overExamples.high - high) / standardError).toBeLessThan(0.15);
  });

  it("adds up its two standard errors, and agrees with itself", () => {
    const {
      difference,
      standardErrors,
      control: before,
      treatment: after,
      ...rest
    } = compareArms({
      control,
      treatment,
      gold,
    });
    expect(difference.estimate).toBeCloseTo(after.mean - before.mean, 12);
    expect(difference.low > 0).toBe(rest.verdict === "supported");
    const half = (difference.high - difference.low) / 2;
    // t of 97.5 % lies between the normal's and that of 2 degrees of freedom, the fewest that 3 seeds leave.
    const total = Math.hypot(standardErrors.examples, standardErrors.seeds ?? NaN);
    expect(half / total).toBeGreaterThan(1.96);
    expect(half / total).toBeLessThan(4.303);
    expect(half).toBeGreaterThan(((rest.overExamples.high - rest.overExamples.low) / 2) * 0.9);
  });

  it("is on the edge of supported and refuted where the smallest difference is an end of the interval", () => {
    const { difference } = compareArms({ control, treatment, gold });
    const at = (smallestDifference: number): ReturnType<typeof compareArms> =>
      compareArms({ control, treatment, gold, smallestDifference, resamples: 10 });
    expect(at(difference.low).pValue).toBeCloseTo(0.025, 9);
    expect(at(difference.high).pValue).toBeCloseTo(0.975, 9);
    expect(at(difference.low - 1e-6).verdict).toBe("supported");
    expect(at(difference.low + 1e-6).verdict).toBe("undecided");
    expect(at(difference.high + 1e-6).verdict).toBe("refuted");
  });

  it("says what would settle it: seeds, or examples where seeds cannot", () => {
    const { difference } = compareArms({ control, treatment, gold });
    const short = compareArms({ control, treatment, gold, smallestDifference: difference.low + 1e-3, resamples: 10 });
    const close = compareArms({
      control,
      treatment,
      gold,
      smallestDifference: difference.estimate - 1e-3,
      resamples: 10,
    });
    expect(short.seedsToSettle).toBeGreaterThan(3);
    expect(short.examplesToSettle).toBeNull();
    expect(close.seedsToSettle).toBeNull();
    expect(close.examplesToSettle).toBeGreaterThan(gold.length);
    expect(compareArms({ control, treatment, gold, smallestDifference: -1, resamples: 10 })).toMatchObject({
      verdict: "supported",
      seedsToSettle: null,
      examplesToSettle: null,
    });
  });

  it("speaks of examples alone where an arm has one seed, as the bootstrap does", () => {
    const single = compareArms({ control: alone(control), treatment: alone(treatment), gold });
    expect(single.standardErrors.seeds).toBeNull();
    expect(single.overSeeds).toBeNull();
    expect(single.control.deviation).toBeNull();
    expect(single.difference.low).toBeCloseTo(single.overExamples.low, 1.5);
    expect(single.difference.high).toBeCloseTo(single.overExamples.high, 1.5);
    expect(compareArms({ control: alone(control), treatment, gold }).standardErrors.seeds).toBeNull();
  });

  it("is sure of arms that predict the same", () => {
    const same = compareArms({ control: alone(control), treatment: alone(control), gold });
    expect(same).toMatchObject({ pValue: 0.5, verdict: "undecided", detectable: 0, dependentTest: null });
    expect(same.difference).toMatchObject({ estimate: 0, low: 0, high: 0 });
    expect(same).toMatchObject({ seedsToSettle: null, examplesToSettle: null });
    const worthwhile = compareArms({
      control: alone(control),
      treatment: alone(control),
      gold,
      smallestDifference: 0.01,
    });
    expect(worthwhile).toMatchObject({ pValue: 1, verdict: "refuted", detectable: 0.01 });
  });

  it("tests averages of seeds the same way round", () => {
    const { dependentTest } = compareArms({ control, treatment, gold, resamples: 10 });
    expect(dependentTest?.degreesOfFreedom).toBe(gold.length - 3);
    expect(dependentTest?.statistic).toBeGreaterThan(0);
  });

  it("refuses what cannot be compared, naming the arm and the seed", () => {
    const short: Arm = { name: "short", seeds: [gold, [1, 2]] };
    const constant: Arm = { name: "constant", seeds: [gold.map(() => 2)] };
    expect(() => compareArms({ control, treatment: short, gold })).toThrow(/seed 2 of "short": found 2 predictions/);
    expect(() => compareArms({ control: constant, treatment, gold })).toThrow(/seed 1 of "constant": .* all the same/);
    expect(() => compareArms({ control, treatment: { name: "none", seeds: [] }, gold })).toThrow(/"none" has no seeds/);
    expect(() => compareArms({ control, treatment, gold, level: 95 })).toThrow(/found level 95/);
    expect(() => compareArms({ control, treatment, gold, smallestDifference: NaN })).toThrow(/smallestDifference NaN/);
    expect(() => compareArms({ control, treatment, gold: [1, 2, 3] })).toThrow(/found 3 examples/);
  });
});
