import { UserError } from "@dalmeum/contracts";
import type { BootstrapOptions, Interval } from "./bootstrap-interval.ts";
import { correlation } from "./correlation.ts";
import { crossFittedIsotonic } from "./cross-fitted-isotonic.ts";
import { expectPaired } from "./expect-paired.ts";
import { type IsotonicFit, isotonicFit } from "./isotonic-fit.ts";
import { type LackOfFit, lackOfFit } from "./lack-of-fit.ts";
import { leastSquaresLine, type Line } from "./least-squares-line.ts";
import { meanInterval } from "./mean-interval.ts";
import { mean } from "./moments.ts";
import { pairedBootstrap } from "./paired-bootstrap.ts";
import { quantileBands } from "./quantile-bands.ts";
import { residuals } from "./residuals.ts";
import { rowsOf } from "./rows-of.ts";

/** The options of the bootstrap are those of `isotonicGain`; `level` is that of every interval, `seed` also cuts folds. */
export interface CalibrationOptions extends BootstrapOptions {
  /** Bins of about as many rows each, at most; fewer where predictions are equal. */
  readonly bins?: number;
  /** Parts, each predicted by the isotonic fit of the others. */
  readonly folds?: number;
}

export interface CalibrationBin {
  /** Range of its predictions. */
  readonly name: string;
  readonly rows: number;
  readonly meanPrediction: number;
  readonly meanGold: number;
  /** Of prediction less gold. */
  readonly meanResidual: Interval;
  /** Of the line's value less gold: what scale and offset, which Pearson's r does not mind, leave over. */
  readonly meanLineResidual: Interval;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Least-squares line of gold on the predictions: slope 1 and intercept 0 where they mean what they say. */
  readonly line: Line;
  readonly isotonic: IsotonicFit;
  /** Of the predictions as they are, or on any rising line. */
  readonly pearson: number;
  /** Of the isotonic fit's predictions, each from rows other than its own. NaN where that fit is level. */
  readonly isotonicPearson: number;
  /** `isotonicPearson` less `pearson`: what a bent curve would gain, with its bootstrap interval for these fits. */
  readonly isotonicGain: Interval;
  /** Of the bins about the line; null where there are too few rows or bins. */
  readonly lackOfFit: LackOfFit | null;
}

/**
 * Is gold a straight line in the predictions? Binned residuals, the line, and the isotonic fit, which finds any rising curve.
 * @param predictions [n], any scale, not constant.
 * @param gold [n], not constant.
 * @throws UserError where the lists do not pair up, a side is constant, or an option is out of range.
 * @see Niculescu-Mizil and Caruana 2005.
 */
export function calibration(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  { bins = 10, folds = 10, level = 0.95, resamples = 2000, seed = 1 }: CalibrationOptions = {},
): Calibration {
  expectPaired("calibration", predictions, gold);
  const pearson = correlation(predictions, gold);
  if (Number.isNaN(pearson)) throw new UserError("calibration: predictions or gold scores are all the same");
  const line = leastSquaresLine(predictions, gold);
  const onLine = Float64Array.from(predictions, (prediction) => line.intercept + line.slope * prediction);
  const [residual, lineResidual] = [residuals(predictions, gold), residuals(onLine, gold)];
  const bands = quantileBands(predictions, bins);
  const crossFitted = crossFittedIsotonic(predictions, gold, folds, seed);
  return {
    bins: bands.map(({ name, rows }) => ({
      name,
      rows: rows.length,
      meanPrediction: mean(rowsOf(predictions, rows)),
      meanGold: mean(rowsOf(gold, rows)),
      meanResidual: meanInterval(rowsOf(residual, rows), level),
      meanLineResidual: meanInterval(rowsOf(lineResidual, rows), level),
    })),
    line,
    isotonic: isotonicFit(predictions, gold),
    pearson,
    isotonicPearson: correlation(crossFitted, gold),
    isotonicGain: pairedBootstrap(
      [
        { predictions: crossFitted, weight: 1 },
        { predictions, weight: -1 },
      ],
      gold,
      "pearson",
      { level, resamples, seed },
    ),
    lackOfFit: lackOfFit(
      predictions,
      gold,
      bands.map(({ rows }) => rows),
    ),
  };
}
