import { createRng, type Prediction } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { goldenGold, goldenMembers, goldOf, memberOf } from "../../test/golden.ts";
import {
  clip,
  estimateOptimism,
  isotonicCalibration,
  leaveOut,
  mean,
  measurePostProcessing,
  nestedPredictions,
  nonNegativeLeastSquares,
  snapToGrid,
} from "../index.ts";
import { pearsonOf } from "./estimate-optimism.ts";

const ids = idsOf(goldenMembers[0] ?? []);
const folds = foldsOf(ids, 5);
const nested = { ensembler: nonNegativeLeastSquares(), members: goldenMembers, gold: goldenGold, folds };

describe("nestedPredictions", () => {
  it("predicts a pair without its fold", () => {
    const [held = []] = folds;
    const without = (rows: readonly Prediction[]): readonly Prediction[] => rows.filter(({ id }) => !held.includes(id));
    const within = (rows: readonly Prediction[]): readonly Prediction[] => rows.filter(({ id }) => held.includes(id));
    const blend = nonNegativeLeastSquares().fit(goldenMembers.map(without), goldenGold);
    expect(within(nestedPredictions(nested))).toEqual(blend.combine(goldenMembers.map(within)));
  });

  it("does not follow a score that only its own fold holds", () => {
    const [id = ""] = ids;
    const changed = new Map([...goldenGold, [id, 20]]);
    const [before] = nestedPredictions(nested);
    const [after, other] = nestedPredictions({ ...nested, gold: changed });
    expect(after).toEqual(before);
    expect(other).not.toEqual(nestedPredictions(nested)[1]);
  });

  it("gives the first member's order", () => {
    expect(nestedPredictions(nested).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [[ids], /found 1, expected at least two/],
    [[ids, ["p0"]], /id "p0" is in 2 folds/],
    [[ids.slice(1), []], /id "p0" is in 0 folds/],
    [[ids, ["other"]], /found id "other", which no member predicts/],
  ])("refuses folds that do not hold each id once", (broken, message) => {
    expect(() => nestedPredictions({ ...nested, folds: broken })).toThrow(message);
  });
});

describe("estimateOptimism", () => {
  it("is 0 for what learns nothing", () => {
    expect(estimateOptimism({ ...nested, ensembler: mean() }).optimism).toBe(0);
  });

  it("is on average just below what other pairs give, and fitting above", () => {
    const draws = Array.from({ length: 100 }, (_, draw) => noisyDraw(draw));
    const average = (value: (draw: (typeof draws)[number]) => number): number =>
      draws.reduce((sum, draw) => sum + value(draw), 0) / draws.length;
    const truth = average(({ fresh }) => fresh);
    expect(average(({ optimism }) => optimism.fitted) - truth).toBeGreaterThan(0.01);
    const bias = average(({ optimism }) => optimism.nested) - truth;
    expect(bias).toBeLessThan(0.005);
    expect(bias).toBeGreaterThan(-0.015);
  });
});

describe("measurePostProcessing", () => {
  it("measures each step after those before it", () => {
    const steps = measurePostProcessing({
      ...nested,
      steps: [isotonicCalibration(), clip(), snapToGrid({ step: 2.5 })],
    });
    expect(steps.map(({ name }) => name)).toEqual(["isotonicCalibration", "clip", "snapToGrid"]);
    const [isotonic, clipped, snapped] = steps;
    expect(clipped?.gain.estimate).toBeCloseTo((clipped?.pearson ?? NaN) - (isotonic?.pearson ?? NaN), 12);
    expect(snapped?.gain.high).toBeLessThan(0);
  });

  it("sees a gain where scores are bent", () => {
    const rng = createRng(3);
    const gold = Array.from({ length: 200 }, () => 5 * rng.uniform());
    const bent = memberOf(gold.map((score) => Math.exp(score) + rng.normal()));
    const [step] = measurePostProcessing({
      ...{ ensembler: mean(), members: [bent], gold: goldOf(gold), steps: [isotonicCalibration()] },
      folds: foldsOf(idsOf(bent), 5),
    });
    expect(step?.gain.low).toBeGreaterThan(0.05);
  });
});

describe("leaveOut", () => {
  const groups = [
    { name: "first", members: [0] },
    { name: "first two", members: [0, 1] },
    { name: "all", members: [0, 1, 2, 3] },
  ];

  it("says what a group adds to the blend of all", () => {
    const [first, two, all] = leaveOut({ ...nested, groups });
    const r = pearsonOf(nestedPredictions(nested), goldenGold);
    expect(first?.adds?.estimate).toBeCloseTo(r - (first?.without ?? NaN), 12);
    expect(two?.adds?.estimate).toBeGreaterThan(first?.adds?.estimate ?? NaN);
    expect(all).toEqual({ name: "all", without: null, adds: null });
  });

  it("refuses a group of nobody", () => {
    expect(() => leaveOut({ ...nested, groups: [{ name: "none", members: [] }] })).toThrow(/none: found members/);
    expect(() => leaveOut({ ...nested, groups: [{ name: "fifth", members: [4] }] })).toThrow(/expected places among 4/);
  });
});

function idsOf(rows: readonly Prediction[]): readonly string[] {
  return rows.map(({ id }) => id);
}

function foldsOf(of: readonly string[], count: number): readonly (readonly string[])[] {
  return Array.from({ length: count }, (_, fold) => of.filter((_, row) => row % count === fold));
}

/** Eight members of which four know something, blended on 200 pairs, and the same blend on 600 others. */
function noisyDraw(seed: number) {
  const rng = createRng(seed);
  const draw = (rows: number) => {
    const gold = Array.from({ length: rows }, () => 2.5 + rng.normal());
    const members = Array.from({ length: 8 }, (_, member) =>
      memberOf(gold.map((score) => (member < 4 ? score : 0) + 2 * rng.normal())),
    );
    return { gold: goldOf(gold), members };
  };
  const [small, large] = [draw(200), draw(600)];
  const ensembler = nonNegativeLeastSquares();
  const fresh = pearsonOf(ensembler.fit(small.members, small.gold).combine(large.members), large.gold);
  const [member = []] = small.members;
  return { fresh, optimism: estimateOptimism({ ...small, ensembler, folds: foldsOf(idsOf(member), 5) }) };
}
