import { correlation } from "./correlation.ts";
import { expectPaired } from "./expect-paired.ts";

/**
 * Spearman's rho: Pearson's r of the ranks, equal values sharing the mean of their ranks.
 * @param predictions [n], any scale.
 * @param gold [n].
 * @returns -1 .. 1; NaN where either side is constant.
 * @throws UserError where the lists do not pair up.
 * @see Spearman 1904; values as scipy.stats.spearmanr 1.17.
 */
export function spearman(predictions: ArrayLike<number>, gold: ArrayLike<number>): number {
  expectPaired("spearman", predictions, gold);
  return correlation(ranks(predictions), ranks(gold));
}

/** Rank of each value, 1 the smallest; equal values share the mean of theirs. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (value, row) => ({ value, row })).toSorted((a, b) => a.value - b.value);
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end++;
    for (const { row } of order.slice(start, end)) result[row] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}
