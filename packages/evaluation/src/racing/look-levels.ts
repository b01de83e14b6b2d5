import { UserError } from "@dalmeum/contracts";
import cdf from "@stdlib/stats-base-dists-normal-cdf";
import quantile from "@stdlib/stats-base-dists-normal-quantile";

/**
 * What each look at growing evidence may spend of `alpha`, one-sided, after 2, 3 .. `blocks` blocks: a(k) - a(k - 1), where
 * a(k) = 2 - 2 Phi(z / sqrt(k / blocks)), z the normal quantile of 1 - alpha / 2, and a(1) = 0: one block decides nothing.
 *
 * They add up to alpha. A true null is rejected at any of the looks in at most alpha of cases, however the looks depend on
 * each other (Bonferroni). Early looks get little, so the last has nearly what a single one would.
 * @param blocks 2 or more.
 * @returns one for each number of blocks from 2 on.
 * @throws UserError where there are fewer than two blocks.
 * @see Lan and DeMets 1983, the spending function like O'Brien and Fleming's.
 */
export function lookLevels(blocks: number, alpha: number): readonly number[] {
  if (!(Number.isInteger(blocks) && blocks >= 2)) {
    throw new UserError(`lookLevels: found ${blocks} blocks, expected 2 or more: one block decides nothing`);
  }
  const z = quantile(1 - alpha / 2, 0, 1);
  const spent = (block: number): number => (block < 2 ? 0 : 2 * cdf(-z / Math.sqrt(block / blocks), 0, 1));
  return Array.from({ length: blocks - 1 }, (_, index) => spent(index + 2) - spent(index + 1));
}
