import { createRng, UserError } from "@dalmeum/contracts";
import { expectLevel } from "./expect-level.ts";

export interface BootstrapOptions {
  /** Share of draws inside the interval, 0 .. 1. */
  readonly level?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/** A statistic and the interval that `level` of its resamples fall into. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * Percentile bootstrap over rows: draw as many rows with replacement, take the statistic, and cut off
 * (1 - level) / 2 at each end of what came out.
 *
 * It says how the statistic would vary over other examples of the same kind; not over training seeds.
 * @param rows number of rows, at least 2.
 * @param statistic of the rows that it is given, repeated ones counting repeatedly. Draws where it is NaN are left out.
 * @throws UserError where there are fewer than two rows or options out of range.
 * @see Efron and Tibshirani 1993, chapter 13.
 */
export function bootstrapInterval(
  rows: number,
  statistic: (indices: Uint32Array) => number,
  options?: BootstrapOptions,
): Interval {
  const draws: number[] = [];
  eachDraw(rows, options, (indices) => draws.push(statistic(indices)));
  return percentileInterval(statistic(Uint32Array.from({ length: rows }, (_, row) => row)), draws, options);
}

/** Every draw of a bootstrap, in one array that the next draw writes over. @throws UserError as `bootstrapInterval`. */
export function eachDraw(
  rows: number,
  { level = LEVEL, resamples = 2000, seed = 1 }: BootstrapOptions = {},
  take: (indices: Uint32Array) => void,
): void {
  if (rows < 2) throw new UserError(`bootstrapInterval: found ${rows} rows, expected at least 2`);
  expectLevel("bootstrapInterval", level);
  if (!(Number.isInteger(resamples) && resamples >= 1)) {
    throw new UserError(`bootstrapInterval: found ${resamples} resamples, expected a whole number from 1`);
  }
  const rng = createRng(seed);
  const indices = new Uint32Array(rows);
  for (let resample = 0; resample < resamples; resample++) {
    for (let row = 0; row < rows; row++) indices[row] = rng.integer(rows);
    take(indices);
  }
}

/** The interval that `level` of the draws fall into; those that are NaN are left out. */
export function percentileInterval(
  estimate: number,
  draws: readonly number[],
  { level = LEVEL }: BootstrapOptions = {},
): Interval {
  const sorted = draws.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return { estimate, low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), level };
}

const LEVEL = 0.95;

/** Linear interpolation between order statistics, as numpy.quantile 2 does. NaN of nothing. */
function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}
