import { UserError } from "@dalmeum/contracts";
import type { BootstrapOptions, Interval } from "./bootstrap-interval.ts";
import { correlation } from "./correlation.ts";
import { pearsonInterval } from "./correlation-intervals.ts";
import { expectPaired } from "./expect-paired.ts";
import { meanInterval } from "./mean-interval.ts";
import { mean } from "./moments.ts";
import { residuals } from "./residuals.ts";
import { rowsOf } from "./rows-of.ts";

export interface SliceOptions extends BootstrapOptions {
  /** Rows below which a slice's correlation and intervals say nothing, at least 4. */
  readonly minimumRows?: number;
}

export interface SliceMetrics {
  readonly slice: string;
  readonly rows: number;
  /** Mean of prediction less gold: above 0 where the slice is scored too high. Null for few rows. */
  readonly meanResidual: Interval | null;
  readonly meanAbsoluteError: number;
  /** Within the slice, with its bootstrap interval. Null for few rows and where a side is constant. */
  readonly pearson: Interval | null;
}

/**
 * How predictions do on each slice of the rows. A narrow slice of gold has a low correlation by its narrowness alone: compare
 * the correlations of slices with like spread, and residuals anywhere.
 * @param predictions [n], on gold's scale.
 * @param gold [n].
 * @param slices [n], the name of each row's slice.
 * @returns slices in the order in which they first appear.
 * @throws UserError where the lists do not pair up or an option is out of range.
 */
export function sliceMetrics(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  slices: readonly string[],
  { minimumRows = 20, ...options }: SliceOptions = {},
): readonly SliceMetrics[] {
  expectPaired("sliceMetrics", predictions, gold);
  if (slices.length !== gold.length) {
    throw new UserError(
      `sliceMetrics: found ${slices.length} names of slices for ${gold.length} rows, expected as many`,
    );
  }
  if (!(minimumRows >= 4)) throw new UserError(`sliceMetrics: found minimumRows ${minimumRows}, expected at least 4`);
  const members = new Map<string, number[]>();
  for (const [row, slice] of slices.entries()) {
    const rows = members.get(slice);
    if (rows) rows.push(row);
    else members.set(slice, [row]);
  }
  return Array.from(members, ([slice, rows]) => {
    const predicted = rowsOf(predictions, rows);
    const given = rowsOf(gold, rows);
    const residual = residuals(predicted, given);
    const isEnough = rows.length >= minimumRows;
    const isDefined = isEnough && !Number.isNaN(correlation(predicted, given));
    return {
      slice,
      rows: rows.length,
      meanResidual: isEnough ? meanInterval(residual, options.level ?? 0.95) : null,
      meanAbsoluteError: mean(residual.map(Math.abs)),
      pearson: isDefined ? pearsonInterval(predicted, given, options) : null,
    };
  });
}
