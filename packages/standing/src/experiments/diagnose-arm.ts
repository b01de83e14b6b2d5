import { diagnosePredictions, type PairDiagnosis } from "@dalmeum/evidence";
import { z } from "zod";
import { kept } from "../kept.ts";
import { intervalOf } from "../numbers.ts";
import type { Judged } from "../scores/judge.ts";
import { meanOverSeeds } from "../scores/mean-over-seeds.ts";
import type { Calibration, Diagnosis, Slicing } from "../types/index.ts";

const WORST_PAIRS = 20;

/** A page's intervals are drawn, not read to the last digit: a quarter of the time that `npx dalmeum diagnose` takes. */
const RESAMPLES = 500;

/** What is kept, this very code has written. */
const diagnosisSchema = z.custom<Diagnosis>((value) => typeof value === "object" && value !== null);

/**
 * Where the mean of an experiment's seeds is good and where it is not.
 * @throws UserError where there are too few pairs.
 */
export function diagnoseArm(reference: string, judged: Judged): Diagnosis {
  const { gold } = judged;
  const predictions = meanOverSeeds(judged);
  return kept(diagnosisSchema, { ground: gold.ground, pairs: gold.pairs, predictions }, () => {
    const judgedPairs = { pairs: gold.pairs, predictions, gold: gold.scores };
    return plain(judged, diagnosePredictions(reference, judgedPairs, { worst: WORST_PAIRS, resamples: RESAMPLES }));
  });
}

function plain({ arm, gold }: Judged, { calibration, slicings, worst }: PairDiagnosis): Diagnosis {
  return {
    ...{ ground: gold.ground, pairs: gold.pairs.length, seeds: arm.seeds.length, worst },
    calibration: plainCalibration(calibration),
    slicings: slicings.map(
      ({ by, slices }): Slicing => ({
        by,
        slices: slices.map(({ slice, rows, meanResidual, meanAbsoluteError, pearson }) => ({
          ...{ name: slice, pairs: rows, absoluteError: meanAbsoluteError },
          residual: meanResidual && intervalOf(meanResidual),
          pearson: pearson && intervalOf(pearson),
        })),
      }),
    ),
  };
}

const plainCalibration = ({
  line,
  bins,
  isotonic,
  pearson,
  isotonicGain,
}: PairDiagnosis["calibration"]): Calibration => ({
  ...{ line: { slope: line.slope, intercept: line.intercept }, pearson },
  bins: bins.map(({ rows, meanPrediction, meanGold, meanLineResidual }) => ({
    ...{ pairs: rows, meanPrediction, meanScore: meanGold, residual: intervalOf(meanLineResidual) },
  })),
  curve: Array.from(isotonic.x, (prediction, index) => ({ prediction, score: isotonic.y[index] ?? 0 })),
  isotonicGain: intervalOf(isotonicGain),
});
