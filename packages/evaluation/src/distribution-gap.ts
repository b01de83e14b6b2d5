import { UserError } from "@dalmeum/contracts";
import { expectLevel } from "./expect-level.ts";

/** How far apart two samples' distributions lie. */
export interface DistributionGap {
  /** D = sup |F_a - F_b|: the largest share of rows by which their distribution functions differ, 0 .. 1. */
  readonly distance: number;
  /** How large D may be by chance. */
  readonly band: number;
}

/**
 * Kolmogorov and Smirnov's distance of two samples, and sqrt(-ln((1 - level) / 2) / 2) * sqrt((n + m) / (n m)), the distance
 * that two samples of one distribution stay below in `level` of all draws: asymptotically, and more often where there are ties.
 * @param a [n] and `b` [m], finite, at least one each.
 * @throws UserError where a sample is empty or holds what is not finite, or the level is none.
 * @see Smirnov 1939; values as scipy.stats.ks_2samp and kstwobign.isf 1.17.
 */
export function distributionGap(a: readonly number[], b: readonly number[], level = 0.95): DistributionGap {
  expectLevel("distributionGap", level);
  for (const values of [a, b]) {
    if (values.length === 0)
      throw new UserError("distributionGap: found no values, expected at least one on each side");
    const wrong = values.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw new UserError(`distributionGap: found ${wrong}, expected finite numbers`);
  }
  const [left, right] = [a.toSorted((x, y) => x - y), b.toSorted((x, y) => x - y)];
  let [i, j, distance] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i] ?? Infinity, right[j] ?? Infinity);
    while (i < left.length && left[i] === value) i++;
    while (j < right.length && right[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / left.length - j / right.length));
  }
  const band = Math.sqrt(-Math.log((1 - level) / 2) / 2) * Math.sqrt(1 / left.length + 1 / right.length);
  return { distance, band };
}
