import type { Interval } from "@dalmeum/standing/types";

/** Values that a row of a table draws, from its left edge to its right. */
export interface RowScale {
  readonly low: number;
  readonly high: number;
}

/** Room for intervals, and for a value that they are read against. */
export function scaleOf(intervals: readonly (Interval | null)[], ...also: readonly number[]): RowScale {
  const values = [...intervals.flatMap((one) => (one === null ? [] : [one.low, one.high])), ...also];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const edge = 0.04 * (high - low || 1);
  return { low: low - edge, high: high + edge };
}

/** Where a value stands, in hundredths of the width. */
export const placeOf = (value: number, { low, high }: RowScale): number =>
  Math.round(1e4 * Math.min(Math.max((value - low) / (high - low), 0), 1)) / 100;
