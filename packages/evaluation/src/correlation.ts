import { roundingOf } from "./is-constant.ts";

/** A side of a correlation, and how far apart its values may lie by rounding alone. */
export interface Side {
  readonly values: ArrayLike<number>;
  readonly rounding: number;
}

export const sideOf = (values: ArrayLike<number>): Side => ({ values, rounding: roundingOf(values) });

/** Pearson's r, unchecked; NaN where a side is constant, up to rounding. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return drawnCorrelation(sideOf(a), sideOf(b));
}

/**
 * Pearson's r of the rows that `indices` names (all where it names none), unchecked; NaN where a side is constant there.
 * Two passes in float64, the means first, so that large offsets cost no digits; what the means are off by is taken out of
 * the sums (the corrected algorithm of Chan, Golub and LeVeque 1983), and deviations are scaled so that none overflows.
 */
export function drawnCorrelation(a: Side, b: Side, indices?: ArrayLike<number>): number {
  const rows = indices?.length ?? a.values.length;
  const [ofA, ofB] = [extentOf(a.values, rows, indices), extentOf(b.values, rows, indices)];
  if (ofA.range <= a.rounding || ofB.range <= b.rounding) return NaN;
  const [scaleA, scaleB] = [1 / ofA.range, 1 / ofB.range];
  let [sumA, sumB, products, squaresA, squaresB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const at = indices?.[row] ?? row;
    const da = ((a.values[at] ?? NaN) - ofA.mean) * scaleA;
    const db = ((b.values[at] ?? NaN) - ofB.mean) * scaleB;
    sumA += da;
    sumB += db;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  const norms = Math.sqrt(squaresA - (sumA * sumA) / rows) * Math.sqrt(squaresB - (sumB * sumB) / rows);
  return Math.max(-1, Math.min(1, (products - (sumA * sumB) / rows) / norms));
}

function extentOf(values: ArrayLike<number>, rows: number, indices: ArrayLike<number> | undefined) {
  let [sum, least, greatest] = [0, Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    const value = values[indices?.[row] ?? row] ?? NaN;
    sum += value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { mean: sum / rows, range: greatest - least };
}
