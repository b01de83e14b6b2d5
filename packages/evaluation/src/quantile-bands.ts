import { UserError } from "@dalmeum/contracts";
import { rowsOf } from "./rows-of.ts";
import { ranks } from "./spearman.ts";

/** Rows whose values lie together. */
export interface Band {
  /** Its range, e.g. "1.5 .. 2.8". */
  readonly name: string;
  /** Smallest and largest value in it. */
  readonly low: number;
  readonly high: number;
  /** Rows in it, in their order. */
  readonly rows: readonly number[];
}

/**
 * Cut values into bands of about as many rows each, smallest first. Equal values share a band, so there are fewer bands where
 * many are equal, and one where all are.
 * @param values [n], finite.
 * @param count bands at most, at least 1.
 * @throws UserError where a value is not finite or `count` is not a number of bands.
 */
export function quantileBands(values: ArrayLike<number>, count: number): readonly Band[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new UserError(`quantileBands: found ${count} bands, expected a whole number from 1`);
  }
  const wrong = Array.from(values).findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new UserError(`quantileBands: found ${values[wrong]} at row ${wrong + 1}, expected finite numbers`);
  }
  const bands = Array.from({ length: count }, (): number[] => []);
  ranks(values).forEach((rank, row) => bands[Math.floor((count * (rank - 0.5)) / values.length)]?.push(row));
  const ranges = bands
    .filter((rows) => rows.length > 0)
    .map((rows) => {
      const inside = rowsOf(values, rows);
      return { low: inside.reduce((a, b) => Math.min(a, b)), high: inside.reduce((a, b) => Math.max(a, b)), rows };
    });
  const names = rangeNames(ranges);
  return ranges.map((range, band) => ({ name: names[band] ?? "", ...range }));
}

/** With as few digits as tell the ranges apart, two at least. */
function rangeNames(ranges: readonly { low: number; high: number }[]): string[] {
  for (let digits = 2; ; digits++) {
    const ends = ranges.map(({ low, high }) => [low, high].map((end) => String(Number(end.toFixed(digits)))));
    const names = ends.map((pair) => [...new Set(pair)].join(" .. "));
    if (new Set(names).size === names.length || digits === 15) return names;
  }
}
