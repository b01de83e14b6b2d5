import { correlation } from "./correlation.ts";
import { expectPaired } from "./expect-paired.ts";
import { leastSquaresLine } from "./least-squares-line.ts";
import { residuals } from "./residuals.ts";

/**
 * Pearson's r of the errors of each two lists of predictions, on the same rows: an error is the least-squares line of gold on the
 * predictions less gold, so that scale and offset are none. What errs in other places has more to give to a blend.
 * @param members [m][n]
 * @param gold [n]
 * @returns [m][m], symmetric, -1 .. 1; 1 on the diagonal; NaN where one of the two is constant, or errs alike on every row.
 * @throws UserError where lists do not pair up.
 * @see Krogh and Vedelsby 1995; values as numpy.corrcoef 2.3 of the residuals of numpy.polyfit.
 */
export function errorCorrelations(
  members: readonly ArrayLike<number>[],
  gold: ArrayLike<number>,
): readonly (readonly number[])[] {
  const errors = members.map((predictions, index) => {
    expectPaired(`errorCorrelations, member ${index + 1}`, predictions, gold);
    const { slope, intercept } = leastSquaresLine(predictions, gold);
    return residuals(
      Float64Array.from(predictions, (prediction) => intercept + slope * prediction),
      gold,
    );
  });
  return errors.map((a, row) => errors.map((b, column) => (row === column ? 1 : correlation(a, b))));
}
