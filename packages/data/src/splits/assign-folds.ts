import type { Rng, ScoredPair } from "@dalmeum/contracts";
import { strataOf } from "./score-strata.ts";

/**
 * The fold of each group, 0 .. count - 1. Greedy: the largest first, groups of one size in random order, each to the
 * fold that it brings nearest to an equal share of all pairs and of each score's. With at least `count` groups no fold
 * stays empty, since an empty one is always further from its share.
 * @see sklearn.model_selection.StratifiedGroupKFold, which is greedy too and goes by the deviation of classes' shares.
 */
export function assignFolds(groups: readonly (readonly ScoredPair[])[], count: number, rng: Rng): readonly number[] {
  const order = rng.shuffle([...groups.keys()]).sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0));
  const shares = tally(groups.flat()).map((total) => total / count);
  const filled = Array.from({ length: count }, () => shares.map(() => 0));
  const folds = groups.map(() => 0);
  for (const group of order) {
    const added = tally(groups[group] ?? []);
    const costs = filled.map((have) => costOf(have, added, shares));
    const best = costs.indexOf(Math.min(...costs));
    folds[group] = best;
    filled[best] = added.map((pairs, index) => pairs + (filled[best]?.[index] ?? 0));
  }
  return folds;
}

/** Pairs in all, then in each stratum. */
const tally = (pairs: readonly ScoredPair[]): readonly number[] => [pairs.length, ...strataOf(pairs)];

/**
 * By how much sum((have - share)^2 / share) grows, where `added` comes to `have`: (have + added - share)^2 less
 * (have - share)^2 is added (added + 2 (have - share)).
 */
function costOf(have: readonly number[], added: readonly number[], shares: readonly number[]): number {
  return added.reduce((cost, more, index) => {
    const share = shares[index] ?? 0;
    return more === 0 ? cost : cost + (more * (more + 2 * ((have[index] ?? 0) - share))) / share;
  }, 0);
}
