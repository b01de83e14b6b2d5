import { type BootstrapOptions, type Interval, percentileInterval } from "./bootstrap-interval.ts";
import { expectPaired } from "./expect-paired.ts";
import { countedStatistic, eachCount, pairedBootstrap } from "./paired-bootstrap.ts";
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

/** Both correlations with their bootstrap intervals over examples. */
export interface CorrelationIntervals {
  readonly pearson: Interval;
  readonly spearman: Interval;
}

/**
 * Pearson's r as `pearsonInterval`, and Spearman's rho of the same draws, each of which is ranked anew.
 * @throws UserError where the lists do not pair up.
 */
export function correlationIntervals(
  predictions: ArrayLike<number>,
  gold: ArrayLike<number>,
  options?: BootstrapOptions,
): CorrelationIntervals {
  expectPaired("correlationIntervals", predictions, gold);
  const lists = [{ predictions, weight: 1 }];
  const [ofValues, ofRanks] = [countedStatistic(lists, gold, "pearson"), countedStatistic(lists, gold, "spearman")];
  const [pearsons, spearmans]: [number[], number[]] = [[], []];
  eachCount(gold.length, options, (counts) => {
    pearsons.push(ofValues(counts));
    spearmans.push(ofRanks(counts));
  });
  return {
    pearson: percentileInterval(pearson(predictions, gold), pearsons, options),
    spearman: percentileInterval(spearman(predictions, gold), spearmans, options),
  };
}
