import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { UserError } from "@dalmeum/contracts";
import { expectPaired } from "./expect-paired.ts";
import { mean } from "./moments.ts";

/** intercept + sum w_k x_k */
export interface RidgeFit {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/**
 * The weights and the intercept that minimize sum (y - intercept - sum w_k x_k)^2 + penalty sum w_k^2.
 * @param columns x_k, [n] each; a penalty means the same for each where their scales are the same.
 * @param y [n]
 * @param penalty above 0.
 * @throws UserError where the lists do not pair up, there is no column, or the penalty is none.
 * @see Hoerl and Kennard 1970; values as sklearn.linear_model.Ridge(alpha=penalty) 1.9.
 */
export function ridgeFit(columns: readonly ArrayLike<number>[], y: ArrayLike<number>, penalty: number): RidgeFit {
  if (!(penalty > 0 && Number.isFinite(penalty))) {
    throw new UserError(`ridgeFit: found penalty ${penalty}, expected a number above 0`);
  }
  if (columns.length === 0) throw new UserError("ridgeFit: found no column, expected at least one");
  for (const column of columns) expectPaired("ridgeFit", column, y);
  const [means, centre] = [columns.map((column) => mean(Float64Array.from(column))), mean(Float64Array.from(y))];
  const x = new Matrix(
    columns.map((column, index) => Array.from(column, (value) => value - (means[index] ?? NaN))),
  ).transpose();
  const target = Matrix.columnVector(Array.from(y, (value) => value - centre));
  const gram = x.transpose().mmul(x).add(Matrix.eye(columns.length).mul(penalty));
  const weights = new CholeskyDecomposition(gram).solve(x.transpose().mmul(target)).to1DArray();
  return {
    weights,
    intercept: weights.reduce((rest, weight, index) => rest - weight * (means[index] ?? NaN), centre),
  };
}
