import { correlation } from "./correlation.ts";
import { expectPaired } from "./expect-paired.ts";

/**
 * Pearson's r = cov(p, g) / (sd(p) sd(g)): the competition's metric, higher is better.
 * @param predictions [n], any scale.
 * @param gold [n].
 * @returns -1 .. 1; NaN where either side is constant, or rounding alone tells its values apart.
 * @throws UserError where the lists do not pair up.
 * @see Pearson 1895; values as scipy.stats.pearsonr 1.17.
 */
export function pearson(predictions: ArrayLike<number>, gold: ArrayLike<number>): number {
  expectPaired("pearson", predictions, gold);
  return correlation(predictions, gold);
}
