import { UserError } from "@dalmeum/contracts";
import quantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Interval } from "./bootstrap-interval.ts";
import { expectLevel } from "./expect-level.ts";

/**
 * Interval of a Pearson correlation without the rows: tanh(atanh r -+ z / sqrt(n - 3)).
 *
 * It assumes normal values; `pearsonInterval` does not, and is the one to use where the rows are there.
 * @param r -1 .. 1.
 * @param n number of rows, at least 4.
 * @throws UserError where an argument is out of range.
 * @see Fisher 1921; values as scipy.stats.pearsonr(...).confidence_interval 1.17.
 */
export function fisherInterval(r: number, n: number, level = 0.95): Interval {
  expectLevel("fisherInterval", level);
  if (!(r >= -1 && r <= 1)) throw new UserError(`fisherInterval: found correlation ${r}, expected -1 .. 1`);
  if (!(n >= 4)) throw new UserError(`fisherInterval: found ${n} rows, expected at least 4`);
  const half = quantile((1 + level) / 2, 0, 1) / Math.sqrt(n - 3);
  return { estimate: r, low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half), level };
}
