import { UserError } from "@dalmeum/contracts";
import cdf from "@stdlib/stats-base-dists-t-cdf";

/** Williams' t of two correlations that share a side. */
export interface WilliamsTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided, of equal correlations. */
  readonly pValue: number;
}

/**
 * Williams' t for r13 = r23 measured on the same rows, e.g. of two systems' predictions (1 and 2) with gold (3):
 * (r13 - r23) sqrt((n - 1)(1 + r12) / (2 |R| (n - 1) / (n - 3) + ((r13 + r23) / 2)^2 (1 - r12)^3)), n - 3 degrees of
 * freedom, with |R| = 1 - r12^2 - r13^2 - r23^2 + 2 r12 r13 r23.
 *
 * It assumes normal values.
 * @param r13 correlation of the first with gold, -1 .. 1; `r23` of the second with gold, `r12` of the two.
 * @param n number of rows, at least 4.
 * @returns positive where the first is the better one. NaN where r12 is 1 or -1 and leaves nothing to test.
 * @throws UserError where there are too few rows or no three lists have such correlations.
 * @see Steiger 1980, equation 7; values as r.test of R's psych 2.2.9.
 */
export function williamsTest(r13: number, r23: number, r12: number, n: number): WilliamsTest {
  if (n < 4) throw new UserError(`williamsTest: found ${n} rows, expected at least 4`);
  const determinant = 1 - r12 ** 2 - r13 ** 2 - r23 ** 2 + 2 * r12 * r13 * r23;
  if (!(Math.max(Math.abs(r12), Math.abs(r13), Math.abs(r23)) <= 1 && determinant > -1e-9)) {
    throw new UserError(
      `williamsTest: no three lists have the correlations r13 = ${r13}, r23 = ${r23} and r12 = ${r12}; expected ` +
        "those of two lists with a third, and of the two, all on the same rows",
    );
  }
  const mean = (r13 + r23) / 2;
  const spread = (2 * Math.max(0, determinant) * (n - 1)) / (n - 3) + mean ** 2 * (1 - r12) ** 3;
  const statistic = (r13 - r23) * Math.sqrt(((n - 1) * (1 + r12)) / spread);
  return { statistic, degreesOfFreedom: n - 3, pValue: 2 * cdf(-Math.abs(statistic), n - 3) };
}
