import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { calibration } from "./index.ts";

/** Predictions 0 .. 5 and gold on a curve of them, with noise. */
function drawn(
  n: number,
  curve: (prediction: number) => number,
  seed: number,
): { predictions: number[]; gold: number[] } {
  const rng = createRng(seed);
  const predictions = Array.from({ length: n }, () => 5 * rng.uniform());
  return { predictions, gold: predictions.map((prediction) => curve(prediction) + rng.normal()) };
}

describe("calibration", () => {
  const { predictions, gold, ...expected } = golden.calibration;

  it(`gives the line, the lack of fit and the residuals of ${expected.tool}`, () => {
    const { line, lackOfFit, bins } = calibration(predictions, gold, { bins: 4 });
    expect(line.slope).toBeCloseTo(expected.slope, 10);
    expect(line.intercept).toBeCloseTo(expected.intercept, 10);
    expect(lackOfFit?.statistic).toBeCloseTo(expected.lackOfFit.statistic, 8);
    expect(lackOfFit?.pValue).toBeCloseTo(expected.lackOfFit.pValue, 10);
    expect(lackOfFit?.degreesOfFreedom).toEqual(expected.lackOfFit.degreesOfFreedom);
    expect(bins.map(({ rows }) => rows)).toEqual([10, 10, 10, 10]);
    expect(bins[0]?.meanResidual.estimate).toBeCloseTo(expected.firstBinResidual.estimate, 12);
    expect(bins[0]?.meanResidual.low).toBeCloseTo(expected.firstBinResidual.low, 10);
    expect(bins[0]?.meanResidual.high).toBeCloseTo(expected.firstBinResidual.high, 10);
  });

  it("finds a bent curve, and what straightening it gains", () => {
    const bent = drawn(1000, (prediction) => prediction ** 3 / 10, 1);
    const { isotonicGain, isotonicPearson, pearson, lackOfFit, bins } = calibration(bent.predictions, bent.gold);
    expect(isotonicGain.low).toBeGreaterThan(0);
    expect(isotonicPearson - pearson).toBeCloseTo(isotonicGain.estimate, 12);
    expect(lackOfFit?.pValue).toBeLessThan(1e-6);
    // The line lies below a convex curve at its ends and above it between.
    expect(bins[0]?.meanLineResidual.high).toBeLessThan(0);
    expect(bins[5]?.meanLineResidual.low).toBeGreaterThan(0);
  });

  it("does not mind scale and offset", () => {
    const straight = drawn(300, (prediction) => prediction, 2);
    const here = calibration(straight.predictions, straight.gold);
    const there = calibration(
      straight.predictions.map((prediction) => 10 * prediction - 3),
      straight.gold,
    );
    expect(there.lackOfFit?.pValue).toBeCloseTo(here.lackOfFit?.pValue ?? NaN, 8);
    expect(there.isotonicGain.estimate).toBeCloseTo(here.isotonicGain.estimate, 8);
    expect(there.bins[0]?.meanLineResidual.low).toBeCloseTo(here.bins[0]?.meanLineResidual.low ?? NaN, 8);
  });

  it(
    "sees a gain where gold is a straight line in at most 2.5 % of draws, and lack of fit in 5 %",
    { tags: ["slow"] },
    () => {
      const draws = 600;
      const results = Array.from({ length: draws }, (_, draw) => {
        const straight = drawn(200, (prediction) => prediction, 100 + draw);
        return calibration(straight.predictions, straight.gold, { resamples: 200, seed: draw });
      });
      const share = (holds: (result: (typeof results)[number]) => boolean): number =>
        results.filter(holds).length / draws;
      expect(share(({ isotonicGain }) => isotonicGain.low > 0)).toBeLessThan(0.025);
      // Three standard errors of a share of 0.05 in 600 draws are 0.027.
      expect(Math.abs(share(({ lackOfFit }) => (lackOfFit?.pValue ?? 1) < 0.05) - 0.05)).toBeLessThan(0.027);
    },
  );

  it("has fewer bins where predictions are equal, and no test where one is left", () => {
    const graded = calibration([0, 0, 0, 0, 0, 0, 5, 5, 5, 5], [0, 1, 0, 2, 1, 0, 4, 5, 5, 4], { folds: 2 });
    expect(graded.bins.map(({ name }) => name)).toEqual(["0", "5"]);
    expect(calibration([1, 2, 3, 4], [1, 3, 2, 4], { bins: 1, folds: 2 }).lackOfFit).toBeNull();
  });

  it("refuses a constant side and more folds than pairs of rows", () => {
    expect(() => calibration([1, 1, 1, 1], [1, 2, 3, 4])).toThrow(/are all the same/);
    expect(() => calibration([1, 2, 3, 4], [1, 2, 3, 4])).toThrow(/found 10 folds for 4 rows/);
  });
});
