import { correlation } from "./correlation.ts";
import { expectPaired } from "./expect-paired.ts";
import { isConstant } from "./is-constant.ts";
import { tieGroups } from "./tie-groups.ts";

/**
 * Spearman's rho: Pearson's r of the ranks, equal values sharing the mean of their ranks.
 * @param predictions [n], any scale.
 * @param gold [n].
 * @returns -1 .. 1; NaN where either side is constant, or rounding alone tells its values apart.
 * @throws UserError where the lists do not pair up.
 * @see Spearman 1904; values as scipy.stats.spearmanr 1.17.
 */
export function spearman(predictions: ArrayLike<number>, gold: ArrayLike<number>): number {
  expectPaired("spearman", predictions, gold);
  return correlation(ranks(predictions), ranks(gold));
}

/** Rank of each value, 1 the smallest; equal values share the mean of theirs, as do all that rounding alone tells apart. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const result = new Float64Array(values.length);
  let before = 0;
  for (const group of tiedRanks(values)) {
    for (const row of group) result[row] = before + (group.length + 1) / 2;
    before += group.length;
  }
  return result;
}

/** Rows that share a rank together, the smallest value first. */
export function tiedRanks(values: ArrayLike<number>): readonly Uint32Array[] {
  return isConstant(values) ? [Uint32Array.from({ length: values.length }, (_, row) => row)] : tieGroups(values);
}
