import { meanOfLists } from "./mean-of-lists.ts";
import { variance } from "./moments.ts";

/** One arm: the metric of each seed, and the influence of each example on it. */
export interface MeasuredArm {
  readonly metric: Float64Array;
  readonly influence: readonly Float64Array[];
}

/** Parts of the variance of a mean over seeds, or of a difference of two. */
export interface DifferenceVariance {
  /** Over draws of examples: what no number of seeds takes away, or all of it where `arms` is empty. */
  readonly examples: number;
  /** Number of examples. */
  readonly rows: number;
  /** Variance of each arm's metric over its seeds, not of their mean; none where an arm has one seed. */
  readonly arms: readonly { readonly variance: number; readonly seeds: number }[];
}

/**
 * Parts of the variance of the difference of two arms' mean metrics, on the same examples.
 *
 * Examples and seeds are crossed: the spread of seeds measured on one sample holds noise of seed and example together, and
 * the variance over examples with these seeds holds it too. It is counted once: with the seeds, and taken from the examples.
 * @see Searle, Casella and McCulloch 1992: components of a crossed design by moments.
 */
export function differenceVariance(control: MeasuredArm, treatment: MeasuredArm): DifferenceVariance {
  return partsOf([control, treatment], errorOfMean(meanInfluence(treatment), meanInfluence(control)));
}

/** The same of one arm's mean metric. */
export function meanVariance(arm: MeasuredArm): DifferenceVariance {
  const influence = meanInfluence(arm);
  return partsOf([arm], errorOfMean(influence, new Float64Array(influence.length)));
}

/** @param withTheseSeeds variance over draws of examples, seeds as they are. */
function partsOf(arms: readonly MeasuredArm[], withTheseSeeds: number): DifferenceVariance {
  const rows = arms[0]?.influence[0]?.length ?? 0;
  if (arms.some(({ metric }) => metric.length < 2)) return { examples: withTheseSeeds, rows, arms: [] };
  const crossed = arms.reduce((sum, arm) => sum + crossedNoise(arm, meanInfluence(arm)), 0);
  return {
    examples: Math.max(0, withTheseSeeds - crossed),
    rows,
    arms: arms.map(({ metric }) => ({ variance: variance(metric), seeds: metric.length })),
  };
}

const meanInfluence = ({ influence }: MeasuredArm): Float64Array => meanOfLists(influence);

/** Variance of the mean of a - b, both of mean 0. */
function errorOfMean(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let row = 0; row < a.length; row++) squares += ((a[row] ?? NaN) - (b[row] ?? NaN)) ** 2;
  return squares / a.length / (a.length - 1);
}

/** Part of the variance of an arm's mean that is noise of seed and example together. */
function crossedNoise({ influence }: MeasuredArm, centre: Float64Array): number {
  const seeds = influence.length;
  return influence.reduce((sum, values) => sum + errorOfMean(values, centre), 0) / (seeds - 1) / seeds;
}
