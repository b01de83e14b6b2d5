import type { Interval } from "./bootstrap-interval.ts";
import { mean, variance } from "./moments.ts";
import { tInterval } from "./t-interval.ts";

/** Mean of rows with its interval, -+ t s / sqrt(n); the ends are NaN for one row. */
export function meanInterval(values: Float64Array | readonly number[], level: number): Interval {
  return tInterval(mean(values), Math.sqrt(variance(values) / values.length), values.length - 1, level);
}
