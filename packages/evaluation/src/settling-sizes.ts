import quantile from "@stdlib/stats-base-dists-t-quantile";
import type { DifferenceVariance } from "./difference-variance.ts";
import { totalError } from "./total-error.ts";

/** Share of experiments that are to find a true difference. */
const POWER = 0.8;

/** More seeds than anyone trains. */
const MOST_SEEDS = 1000;

/**
 * Smallest distance between the true difference and the one tested against that is found with 80 % power: the standard
 * error times t of the level plus t of 0.8.
 * @see Bloom 1995.
 */
export function detectableDistance(variance: DifferenceVariance, level: number): number {
  const { standardError, degreesOfFreedom } = totalError(variance);
  if (standardError === 0) return 0;
  return (quantile((1 + level) / 2, degreesOfFreedom) + quantile(POWER, degreesOfFreedom)) * standardError;
}

/**
 * Seeds per arm at which `distance` is found with 80 % power; or where a thousand are too few, the examples that it takes at
 * least. Each is null where the other is told, both where the distance is 0.
 */
export function settlingSizes(
  variance: DifferenceVariance,
  distance: number,
  level: number,
): { readonly seeds: number | null; readonly examples: number | null } {
  if (distance === 0) return { seeds: null, examples: null };
  const detectable = (seeds: number): number =>
    detectableDistance({ ...variance, arms: variance.arms.map((arm) => ({ ...arm, seeds })) }, level);
  const withMost = detectable(MOST_SEEDS);
  if (variance.arms.length === 0 || withMost > distance) {
    return { seeds: null, examples: Math.ceil(variance.rows * (withMost / distance) ** 2) };
  }
  let [tooFew, enough] = [1, MOST_SEEDS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (detectable(middle) > distance) tooFew = middle;
    else enough = middle;
  }
  return { seeds: enough, examples: null };
}
