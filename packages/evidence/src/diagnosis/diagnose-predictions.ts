import { type ScoredPair, UserError } from "@dalmeum/contracts";
import { type Calibration, calibration, largestResiduals, type SliceMetrics, sliceMetrics } from "@dalmeum/evaluation";
import type { ScoredPredictions } from "@dalmeum/runs";
import { pairSlices, type SlicingKind } from "./pair-slices.ts";

/** Predictions of some pairs, in their order. */
export interface JudgedPairs extends ScoredPredictions {
  readonly pairs: readonly ScoredPair[];
}

/** Where predictions are good and where they are not. */
export interface PairDiagnosis {
  readonly calibration: Calibration;
  readonly slicings: readonly { readonly by: SlicingKind; readonly slices: readonly SliceMetrics[] }[];
  readonly worst: readonly WorstPair[];
}

/** A pair whose prediction, on the line, is far from its score. */
export interface WorstPair {
  readonly id: string;
  readonly score: number;
  readonly prediction: number;
  readonly sentence1: string;
  readonly sentence2: string;
}

/** Fewer have no gap, and no two folds. */
const FEWEST_PAIRS = 4;
/** Of the isotonic fit. */
const MOST_FOLDS = 10;

export interface DiagnosisOptions {
  /** Worst pairs to list. */
  readonly worst: number;
  /** Of each bootstrap. Default 2,000. */
  readonly resamples?: number;
}

/**
 * @param subject whose predictions they are, for errors.
 * @throws UserError where there are fewer than four pairs, or predictions are all the same.
 */
export function diagnosePredictions(
  subject: string,
  { pairs, predictions, gold }: JudgedPairs,
  { worst, ...bootstrap }: DiagnosisOptions,
): PairDiagnosis {
  if (gold.length < FEWEST_PAIRS) {
    throw new UserError(`${subject}: found ${gold.length} pairs to look at, expected at least ${FEWEST_PAIRS}`);
  }
  const folds = Math.min(MOST_FOLDS, Math.floor(gold.length / 2));
  const calibrated = calibration(predictions, gold, { folds, ...bootstrap });
  const { slope, intercept } = calibrated.line;
  const onLine = predictions.map((prediction) => intercept + slope * prediction);
  return {
    calibration: calibrated,
    slicings: pairSlices(pairs).map(({ by, slices }) => ({
      by,
      slices: sliceMetrics(onLine, gold, slices, bootstrap).toSorted((a, b) =>
        a.slice.localeCompare(b.slice, "en", { numeric: true }),
      ),
    })),
    worst: largestResiduals(onLine, gold, worst).flatMap(({ row }) => {
      const pair = pairs[row];
      if (pair === undefined) return [];
      const { id, score, sentence1, sentence2 } = pair;
      return [{ id, score, prediction: onLine[row] ?? NaN, sentence1, sentence2 }];
    }),
  };
}
