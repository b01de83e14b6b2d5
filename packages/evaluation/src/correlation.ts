import { roundingOf } from "./is-constant.ts";

/**
 * Pearson's r, unchecked; NaN where a side is constant, up to rounding. Two passes in float64, the means first, so that large
 * offsets cost no digits; what the means are off by is taken out of the sums (the corrected algorithm of Chan, Golub and
 * LeVeque 1983), and deviations are scaled so that none overflows.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const rows = a.length;
  const [ofA, ofB] = [extentOf(a), extentOf(b)];
  if (ofA.range <= roundingOf(a) || ofB.range <= roundingOf(b)) return NaN;
  const [scaleA, scaleB] = [1 / ofA.range, 1 / ofB.range];
  let [sumA, sumB, products, squaresA, squaresB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const da = ((a[row] ?? NaN) - ofA.mean) * scaleA;
    const db = ((b[row] ?? NaN) - ofB.mean) * scaleB;
    sumA += da;
    sumB += db;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  const norms = Math.sqrt(squaresA - (sumA * sumA) / rows) * Math.sqrt(squaresB - (sumB * sumB) / rows);
  return Math.max(-1, Math.min(1, (products - (sumA * sumB) / rows) / norms));
}

function extentOf(values: ArrayLike<number>): { readonly mean: number; readonly range: number } {
  let [sum, least, greatest] = [0, Infinity, -Infinity];
  for (const value of Float64Array.from(values)) {
    sum += value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { mean: sum / values.length, range: greatest - least };
}
