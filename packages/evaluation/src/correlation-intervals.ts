import type { BootstrapOptions, Interval } from "./bootstrap-interval.ts";
import { expectPaired } from "./expect-paired.ts";
import { pairedBootstrap } from "./paired-bootstrap.ts";
import { pearson } from "./pearson.ts";
import { spearman } from "./spearman.ts";

/**
 * Pearson's r with its bootstrap interval over examples.
 * @throws UserError where the lists do not pair up.
 */
export function pearsonInterval(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  options?: BootstrapOptions,
): Interval {
  expectPaired("pearsonInterval", predictions, gold);
  const drawn = pairedBootstrap([{ predictions, weight: 1 }], gold, "pearson", options);
  return { ...drawn, estimate: pearson(predictions, gold) };
}

/**
 * Spearman's rho with its bootstrap interval over examples; each draw is ranked anew, without being sorted anew.
 * @throws UserError where the lists do not pair up.
 */
export function spearmanInterval(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  options?: BootstrapOptions,
): Interval {
  expectPaired("spearmanInterval", predictions, gold);
  const drawn = pairedBootstrap([{ predictions, weight: 1 }], gold, "spearman", options);
  return { ...drawn, estimate: spearman(predictions, gold) };
}
