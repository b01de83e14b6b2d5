import { type BootstrapOptions, bootstrapInterval, type Interval } from "./bootstrap-interval.ts";
import { mean } from "./moments.ts";
import { tieGroups } from "./tie-groups.ts";

/** A list of predictions and what its correlation counts with, e.g. 1/3 for one of three seeds, -1 to subtract it. */
export interface WeightedPredictions {
  readonly predictions: ArrayLike<number>;
  readonly weight: number;
}

/** Spread below this share of the squares is rounding: a draw of one value alone. */
const ROUNDING = 1e-12;

/** What a correlation is taken of, for a draw that holds each row `counts` times. */
type Side = (counts: Float64Array) => Float64Array;

const SIDES = { pearson: centred, spearman: ranksOfDraw };

/**
 * Bootstrap interval over examples of a weighted sum of correlations with the same gold: every list is drawn in the same
 * rows, so what they share cancels.
 *
 * A draw is counted once, how often it holds each row; each list is then one pass in order, and nothing is sorted again.
 */
export function pairedBootstrap(
  lists: readonly WeightedPredictions[],
  gold: ArrayLike<number>,
  metric: keyof typeof SIDES,
  options?: BootstrapOptions,
): Interval {
  const goldSide = SIDES[metric](gold);
  const sides = lists.map(({ predictions, weight }) => ({ of: SIDES[metric](predictions), weight }));
  const counts = new Float64Array(gold.length);
  return bootstrapInterval(
    gold.length,
    (indices) => {
      counts.fill(0);
      for (const row of indices) counts[row] = (counts[row] ?? 0) + 1;
      const y = goldSide(counts);
      return sides.reduce((sum, { of, weight }) => sum + weight * countedCorrelation(of(counts), y, counts), 0);
    },
    options,
  );
}

/** Values about their mean, so that sums of squares lose no digits. */
function centred(values: ArrayLike<number>): Side {
  const centre = mean(Float64Array.from(values));
  const side = Float64Array.from(values, (value) => value - centre);
  return () => side;
}

/** Mid-ranks within the draw, counted from 1/2; the list is sorted once. */
function ranksOfDraw(values: ArrayLike<number>): Side {
  const groups = tieGroups(values);
  const order = Uint32Array.from(groups.flatMap((group) => Array.from(group)));
  const ends = Uint32Array.from(groups.flatMap((group) => Array.from(group, (_, place) => group.length - 1 - place)));
  const side = new Float64Array(values.length);
  return (counts) => {
    let [before, tied, start] = [0, 0, 0];
    for (let place = 0; place < order.length; place++) {
      tied += counts[order[place] ?? 0] ?? 0;
      if (ends[place] !== 0) continue;
      for (; start <= place; start++) side[order[start] ?? 0] = before + tied / 2;
      before += tied;
      tied = 0;
    }
    return side;
  };
}

/** Pearson's r with each row counted `counts` times; NaN where a side is constant. */
function countedCorrelation(x: Float64Array, y: Float64Array, counts: Float64Array): number {
  const n = counts.length;
  let [sumX, sumY, squaresX, squaresY, products] = [0, 0, 0, 0, 0];
  for (let row = 0; row < n; row++) {
    const count = counts[row] ?? 0;
    const a = x[row] ?? NaN;
    const b = y[row] ?? NaN;
    sumX += count * a;
    sumY += count * b;
    squaresX += count * a * a;
    squaresY += count * b * b;
    products += count * a * b;
  }
  const varianceX = squaresX - (sumX * sumX) / n;
  const varianceY = squaresY - (sumY * sumY) / n;
  const isConstant = varianceX <= ROUNDING * squaresX || varianceY <= ROUNDING * squaresY;
  return isConstant ? NaN : (products - (sumX * sumY) / n) / Math.sqrt(varianceX * varianceY);
}
