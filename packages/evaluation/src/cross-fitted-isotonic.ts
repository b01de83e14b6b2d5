import { createRng, UserError } from "@dalmeum/contracts";
import { isotonicFit } from "./isotonic-fit.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Each row's value on the isotonic fit of the folds that it is not in, so that what the fit learnt of a row is not what it is
 * judged by.
 * @throws UserError where a fold would hold fewer than two rows.
 */
export function crossFittedIsotonic(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  folds: number,
  seed: number,
): Float64Array {
  if (!Number.isInteger(folds) || folds < 2 || x.length < 2 * folds) {
    throw new UserError(
      `calibration: found ${folds} folds for ${x.length} rows, expected a whole number from 2 that leaves each two rows`,
    );
  }
  const order = createRng(seed)
    .fork("folds")
    .shuffle(Array.from({ length: x.length }, (_, row) => row));
  const fitted = new Float64Array(x.length);
  for (let fold = 0; fold < folds; fold++) {
    const others = order.filter((_, place) => place % folds !== fold);
    const { predict } = isotonicFit(rowsOf(x, others), rowsOf(y, others));
    for (let place = fold; place < order.length; place += folds) {
      const row = order[place] ?? 0;
      fitted[row] = predict(x[row] ?? NaN);
    }
  }
  return fitted;
}
