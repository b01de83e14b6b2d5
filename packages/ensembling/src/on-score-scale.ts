import { UserError } from "@dalmeum/contracts";
import { leastSquaresLine } from "@dalmeum/evaluation";
import type { Columns, LinearWeights } from "./linear-ensembler.ts";

/** The weighted sum of columns, [n]. */
export function weightedSumOf(columns: Columns, weights: readonly number[]): Float64Array {
  const [first = new Float64Array()] = columns;
  return first.map((_, row) =>
    columns.reduce((sum, column, member) => sum + (weights[member] ?? NaN) * (column[row] ?? NaN), 0),
  );
}

/**
 * Weights of scaled predictions stretched and moved so that the blend is a score again: by the least-squares line of gold on
 * the blend. Pearson's r is the same before and after.
 * @throws UserError where the blend does not rise with gold.
 */
export function onScoreScale(
  name: string,
  columns: Columns,
  gold: Float64Array,
  weights: readonly number[],
): LinearWeights {
  const { slope, intercept } = leastSquaresLine(weightedSumOf(columns, weights), gold);
  if (!(slope > 0)) {
    throw new UserError(`${name}: found a blend that does not rise with the gold scores, expected members that do`);
  }
  return { weights: weights.map((weight) => slope * weight), intercept };
}
