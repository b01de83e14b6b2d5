import { describeEnsembler } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { golden, goldenGold, goldenMembers, goldOf, memberOf, unseenMembers, valuesOf } from "../../test/golden.ts";
import {
  greedySelection,
  mean,
  nonNegativeLeastSquares,
  pearsonWeights,
  ridgeStacking,
  SCALINGS,
  weightedMean,
} from "../index.ts";
import { pearsonOf } from "../nested/estimate-optimism.ts";

const ensemblers = { greedySelection, nonNegativeLeastSquares, pearsonWeights, ridgeStacking };

describe.each(Object.entries(ensemblers))("%s", (name, make) => {
  describe.each(SCALINGS)("scaling %s", (scaling) => {
    describeEnsembler(name, () => make({ scaling }));
  });

  it("takes a member twice as it takes it once", () => {
    const twice = [...goldenMembers, ...goldenMembers.slice(0, 1)];
    const once = make().fit(goldenMembers, goldenGold).combine(goldenMembers);
    const r = pearsonOf(make().fit(twice, goldenGold).combine(twice), goldenGold);
    expect(r).toBeGreaterThanOrEqual(pearsonOf(once, goldenGold) - 1e-3);
  });

  it("gives one member back, up to scale", () => {
    const [member = []] = goldenMembers;
    const blended = make().fit([member], goldenGold).combine([member]);
    expect(pearsonOf(blended, goldenGold)).toBeCloseTo(pearsonOf(member, goldenGold), 12);
  });

  it("is finite where members are far apart in scale", () => {
    const far = goldenMembers.map((member, index) =>
      memberOf(valuesOf(member).map((value) => value * 1e6 ** (index - 1))),
    );
    for (const value of valuesOf(make({ scaling: "standard" }).fit(far, goldenGold).combine(far))) {
      expect(value).toSatisfy(Number.isFinite);
    }
  });
});

it.each([
  ["pearsonWeights", pearsonWeights],
  ["greedySelection", greedySelection],
  ["nonNegativeLeastSquares", nonNegativeLeastSquares],
] as const)("%s refuses members that are the same for every pair, up to rounding, however many pairs", (_, make) => {
  const gold = Array.from({ length: 1379 }, (_, row) => ((row * 7) % 51) / 10);
  const [even, near] = [gold.map(() => 2.6), gold.map((_, row) => (row % 3 === 0 ? 0.1 + 0.2 : 0.3))];
  expect(() => make().fit([memberOf(even), memberOf(near)], goldOf(gold))).toThrow(
    /the same for every pair|no member that rises/,
  );
});

describe("nonNegativeLeastSquares", () => {
  it(`gives the weights of ${golden.scipy}`, () => {
    const { weights, intercept } = golden.nonNegativeLeastSquares;
    const blend = nonNegativeLeastSquares().fit(goldenMembers, goldenGold);
    weights.forEach((weight, member) => {
      expect(blend.weights[member]).toBeCloseTo(weight, 8);
    });
    const zeros = goldenMembers.map(() => memberOf([0]));
    expect(blend.combine(zeros)[0]?.prediction).toBeCloseTo(intercept, 8);
  });

  it("refuses members that all fall while the scores rise", () => {
    const falling = [memberOf([3, 2, 1]), memberOf([9, 4, 0])];
    expect(() => nonNegativeLeastSquares().fit(falling, goldOf([1, 2, 3]))).toThrow(/no member that rises/);
  });
});

describe("ridgeStacking", () => {
  it(`gives the weights and predictions of ${golden.sklearn}`, () => {
    const { penalty, weights, predictions } = golden.ridgeStacking;
    const blend = ridgeStacking({ penalty }).fit(goldenMembers, goldenGold);
    weights.forEach((weight, member) => {
      expect(blend.weights[member]).toBeCloseTo(weight, 10);
    });
    const blended = valuesOf(blend.combine(unseenMembers));
    predictions.forEach((prediction, row) => {
      expect(blended[row]).toBeCloseTo(prediction, 10);
    });
  });

  it.each([0, -1, NaN, Infinity])("refuses penalty %d", (penalty) => {
    expect(() => ridgeStacking({ penalty })).toThrow(/ridgeStacking: found penalty/);
  });
});

describe("pearsonWeights", () => {
  const members = goldenMembers.slice(0, 3);

  it(`reaches the Pearson's r of ${golden.scipy}, which knows gradients`, () => {
    const blend = pearsonWeights().fit(members, goldenGold);
    golden.pearsonWeights.weights.forEach((weight, member) => {
      expect(blend.weights[member]).toBeCloseTo(weight, 4);
    });
    expect(pearsonOf(blend.combine(members), goldenGold)).toBeCloseTo(golden.pearsonWeights.pearson, 9);
  });

  it("finds the direction of non-negative least squares, of which the r is highest too", () => {
    const { weights } = nonNegativeLeastSquares().fit(goldenMembers, goldenGold);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    pearsonWeights()
      .fit(goldenMembers, goldenGold)
      .weights.forEach((weight, member) => {
        expect(weight).toBeCloseTo((weights[member] ?? NaN) / total, 4);
      });
  });

  it("refuses members that have no correlation", () => {
    expect(() => pearsonWeights().fit([memberOf([2, 2, 2])], goldOf([1, 2, 3]))).toThrow(/the same for every pair/);
  });

  it.each([0, 1.5, NaN])("refuses %d restarts", (restarts) => {
    expect(() => pearsonWeights({ restarts })).toThrow(/pearsonWeights: found .* restarts/);
  });
});

describe("greedySelection", () => {
  /** Errors of a and b cancel; c is worse than either. */
  const gold = [0, 1, 2, 3, 4, 5];
  const [a, b, c] = [
    [0.5, 0.5, 2.5, 2.5, 4.5, 4.5],
    [-0.5, 1.5, 1.5, 3.5, 3.5, 5.5],
    [1, 0, 3, 2, 5, 4],
  ].map(memberOf);
  const members = [a ?? [], b ?? [], c ?? []];

  it("takes what helps the mean, not what is good alone", () => {
    expect(greedySelection({ rounds: 2 }).fit(members, goldOf(gold)).weights).toEqual([0.5, 0.5, 0]);
  });

  it("takes a member again where that makes a better mean", () => {
    const offset = memberOf(gold.map((score, row) => score + (row % 2 === 0 ? 1 : -1)));
    const better = memberOf(gold.map((score, row) => score + (row % 2 === 0 ? -0.5 : 0.5)));
    const { weights } = greedySelection({ rounds: 3 }).fit([offset, better], goldOf(gold));
    expect(weights).toEqual([1 / 3, 2 / 3]);
  });

  it("is never worse on its rows than the best member or, with rounds enough, than the mean", () => {
    const r = (ensembler: ReturnType<typeof mean>): number =>
      pearsonOf(ensembler.fit(goldenMembers, goldenGold).combine(goldenMembers), goldenGold);
    const best = Math.max(
      ...goldenMembers.map((_, index) =>
        r(weightedMean({ weights: goldenMembers.map((_, other) => Number(other === index)) })),
      ),
    );
    expect(r(greedySelection())).toBeGreaterThanOrEqual(best);
    expect(r(greedySelection())).toBeGreaterThanOrEqual(r(mean()));
  });

  it("refuses rounds that are none, and members that have no correlation", () => {
    expect(() => greedySelection({ rounds: 0 })).toThrow(/found 0 rounds/);
    expect(() => greedySelection().fit([memberOf([2, 2, 2])], goldOf([1, 2, 3]))).toThrow(/the same for every pair/);
  });
});
