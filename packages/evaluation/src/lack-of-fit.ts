import cdf from "@stdlib/stats-base-dists-f-cdf";
import { mean } from "./moments.ts";
import { rowsOf } from "./rows-of.ts";

/** F test of a model against a larger one that holds it. */
export interface LackOfFit {
  readonly statistic: number;
  readonly degreesOfFreedom: readonly [numerator: number, denominator: number];
  readonly pValue: number;
}

/**
 * Is a straight line enough? Whether bins of x still differ once y's line on x is fitted:
 * F = ((SSE of the line - SSE of line and bins) / (k - 1)) / (SSE of line and bins / (n - k - 1)).
 *
 * It takes the spread about the line for the same everywhere.
 * @param x [n], not constant.
 * @param y [n].
 * @param bins k lists of rows, each row in one.
 * @returns null for one bin, or where n is less than k + 2 or line and bins leave no error.
 * @see Fisher 1922; values as RegressionResults.compare_f_test of statsmodels 0.15.
 */
export function lackOfFit(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  bins: readonly (readonly number[])[],
): LackOfFit | null {
  const everyRow = bins.flat();
  const degreesOfFreedom = [bins.length - 1, everyRow.length - bins.length - 1] as const;
  const [numerator, denominator] = degreesOfFreedom;
  const line = squaresAboutLine(x, y, [everyRow]);
  const full = squaresAboutLine(x, y, bins);
  if (numerator < 1 || denominator < 1 || full <= 0) return null;
  const statistic = Math.max(0, (line - full) / numerator) / (full / denominator);
  // The upper tail of F is the lower tail of 1 / F: small ones keep their digits.
  return { statistic, degreesOfFreedom, pValue: cdf(1 / statistic, denominator, numerator) };
}

/** Sum of squares of y about lines of one slope and a level for each bin. */
function squaresAboutLine(x: ArrayLike<number>, y: ArrayLike<number>, bins: readonly (readonly number[])[]): number {
  let [squaresX, squaresY, products] = [0, 0, 0];
  for (const rows of bins) {
    const centreX = mean(rowsOf(x, rows));
    const centreY = mean(rowsOf(y, rows));
    for (const row of rows) {
      const [dx, dy] = [(x[row] ?? NaN) - centreX, (y[row] ?? NaN) - centreY];
      squaresX += dx * dx;
      squaresY += dy * dy;
      products += dx * dy;
    }
  }
  return squaresX === 0 ? squaresY : squaresY - (products * products) / squaresX;
}
