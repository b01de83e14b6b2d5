import { UserError } from "@dalmeum/contracts";
import { isConstant } from "@dalmeum/evaluation";

/**
 * How a member's predictions are brought to a scale that members share: as they are; 0..1 by their range; by their mean and
 * standard deviation; by their ranks.
 */
export const SCALINGS = ["none", "minMax", "standard", "rank"] as const;
export type Scaling = (typeof SCALINGS)[number];

export interface ScalingOptions {
  /** Default none: members predict scores, and mean the same by them. */
  readonly scaling?: Scaling;
}

/**
 * The scale that out-of-fold predictions set, for these and for others:
 *
 * - minMax: (x - min) / (max - min), as scikit-learn 1.9's MinMaxScaler;
 * - standard: (x - mean) / sd, sd of the population, as StandardScaler;
 * - rank: (rows below x + rows not above x) / 2n, as scipy.stats.percentileofscore(kind="mean") / 100, SciPy 1.17.
 *
 * @param values [n], finite.
 * @param name how an error calls the member.
 * @throws UserError where the values are all the same, and have no scale.
 */
export function fitScaling(scaling: Scaling, values: Float64Array, name: string): (value: number) => number {
  if (scaling === "none") return (value) => value;
  const sorted = values.toSorted();
  const [least = NaN, greatest = NaN] = [sorted.at(0), sorted.at(-1)];
  if (isConstant(values)) {
    throw new UserError(
      `${name}: found ${least} for every pair, expected predictions that differ; ${scaling} has no scale`,
    );
  }
  switch (scaling) {
    case "minMax":
      return (value) => (value - least) / (greatest - least);
    case "standard": {
      const mean = sum(sorted) / sorted.length;
      const deviation = Math.sqrt(sum(sorted.map((value) => (value - mean) ** 2)) / sorted.length);
      return (value) => (value - mean) / deviation;
    }
    case "rank":
      return (value) =>
        (rowsBefore(sorted, (row) => row < value) + rowsBefore(sorted, (row) => row <= value)) / (2 * sorted.length);
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** How many of the first rows a condition holds for that holds for no later row. */
function rowsBefore(sorted: Float64Array, holds: (row: number) => boolean): number {
  let [below, above] = [0, sorted.length];
  while (below < above) {
    const middle = (below + above) >> 1;
    if (holds(sorted[middle] ?? NaN)) below = middle + 1;
    else above = middle;
  }
  return below;
}
