import { type BootstrapOptions, bootstrapInterval, type Interval } from "./bootstrap-interval.ts";
import { centred } from "./centred.ts";
import { roundingOf } from "./is-constant.ts";
import { tiedRanks } from "./spearman.ts";

/** A list of predictions and what its correlation counts with, e.g. 1/3 for one of three seeds, -1 to subtract it. */
export interface WeightedPredictions {
  readonly predictions: ArrayLike<number>;
  readonly weight: number;
}

/** What a correlation is taken of, and how far apart it may lie by rounding alone. */
interface Drawn {
  /** For a draw that holds each row `counts` times. */
  readonly of: (counts: Float64Array) => Float64Array;
  readonly rounding: number;
}

const SIDES = { pearson: deviations, spearman: ranksOfDraw };

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
  const sides = lists.map(({ predictions, weight }) => ({ drawn: SIDES[metric](predictions), weight }));
  const counts = new Float64Array(gold.length);
  return bootstrapInterval(
    gold.length,
    (indices) => {
      counts.fill(0);
      for (const row of indices) counts[row] = (counts[row] ?? 0) + 1;
      const y = varied(goldSide, counts);
      return sides.reduce((sum, { drawn, weight }) => {
        const x = varied(drawn, counts);
        return sum + weight * (x && y ? countedCorrelation(x, y, counts) : NaN);
      }, 0);
    },
    options,
  );
}

function deviations(values: ArrayLike<number>): Drawn {
  const { values: side, divisor } = centred(values);
  return { of: () => side, rounding: roundingOf(values) / divisor };
}

/** Mid-ranks within the draw, counted from 1/2; the list is sorted once. */
function ranksOfDraw(values: ArrayLike<number>): Drawn {
  const groups = tiedRanks(values);
  const order = Uint32Array.from(groups.flatMap((group) => Array.from(group)));
  const ends = Uint32Array.from(groups.flatMap((group) => Array.from(group, (_, place) => group.length - 1 - place)));
  const side = new Float64Array(values.length);
  const of = (counts: Float64Array): Float64Array => {
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
  return { of, rounding: 0 };
}

/** Pearson's r with each row counted `counts` times, neither side constant. */
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
  return (products - (sumX * sumY) / n) / Math.sqrt(varianceX * varianceY);
}

/** A side of the draw; none where it is constant among the rows that were drawn, up to rounding. */
function varied({ of, rounding }: Drawn, counts: Float64Array): Float64Array | undefined {
  const values = of(counts);
  let [least, greatest] = [Infinity, -Infinity];
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] === 0) continue;
    least = Math.min(least, values[row] ?? NaN);
    greatest = Math.max(greatest, values[row] ?? NaN);
  }
  return greatest - least > rounding ? values : undefined;
}
