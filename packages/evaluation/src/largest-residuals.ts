import { UserError } from "@dalmeum/contracts";
import { expectPaired } from "./expect-paired.ts";
import { residuals } from "./residuals.ts";

export interface RowResidual {
  readonly row: number;
  /** Prediction less gold. */
  readonly residual: number;
}

/**
 * The rows whose predictions are furthest from gold, furthest first; the earlier row first where two are as far.
 * @param predictions [n], on gold's scale.
 * @param gold [n].
 * @param count rows at most.
 * @throws UserError where the lists do not pair up or `count` is no number of rows.
 */
export function largestResiduals(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  count: number,
): readonly RowResidual[] {
  expectPaired("largestResiduals", predictions, gold);
  if (!Number.isInteger(count) || count < 0) {
    throw new UserError(`largestResiduals: found count ${count}, expected a whole number from 0`);
  }
  return Array.from(residuals(predictions, gold), (residual, row) => ({ row, residual }))
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual) || a.row - b.row)
    .slice(0, count);
}
