import { type BootstrapOptions, eachDraw, type Interval, percentileInterval } from "./bootstrap-interval.ts";
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
  readonly of: (counts: Uint32Array) => Float64Array;
  readonly rounding: number;
}

const SIDES = { pearson: deviations, spearman: ranksOfDraw };

/**
 * Bootstrap interval over examples of a weighted sum of correlations with the same gold: every list is drawn in the same
 * rows, so what they share cancels.
 */
export function pairedBootstrap(
  lists: readonly WeightedPredictions[],
  gold: ArrayLike<number>,
  metric: keyof typeof SIDES,
  options?: BootstrapOptions,
): Interval {
  const statistic = countedStatistic(lists, gold, metric);
  const draws: number[] = [];
  eachCount(gold.length, options, (counts) => draws.push(statistic(counts)));
  return percentileInterval(statistic(new Uint32Array(gold.length).fill(1)), draws, options);
}

/** How often each draw of a bootstrap holds each row, in one array that the next draw writes over. */
export function eachCount(
  rows: number,
  options: BootstrapOptions | undefined,
  take: (counts: Uint32Array) => void,
): void {
  const counts = new Uint32Array(rows);
  eachDraw(rows, options, (indices) => {
    counts.fill(0);
    for (const row of indices) counts[row] = (counts[row] ?? 0) + 1;
    take(counts);
  });
}

/** The weighted sum of correlations, of a draw that holds each row `counts` times: a few passes in order, and nothing is sorted again. */
export function countedStatistic(
  lists: readonly WeightedPredictions[],
  gold: ArrayLike<number>,
  metric: keyof typeof SIDES,
): (counts: Uint32Array) => number {
  const goldSide = SIDES[metric](gold);
  const sides = lists.map(({ predictions, weight }) => ({ drawn: SIDES[metric](predictions), weight }));
  return (counts) => {
    const y = { values: goldSide.of(counts), rounding: goldSide.rounding };
    return sides.reduce((sum, { drawn: { of, rounding }, weight }) => {
      return sum + weight * countedCorrelation({ values: of(counts), rounding }, y, counts);
    }, 0);
  };
}

function deviations(values: ArrayLike<number>): Drawn {
  const { values: side, divisor } = centred(values);
  return { of: () => side, rounding: roundingOf(values) / divisor };
}

/** Mid-ranks within the draw, counted from 1/2; the list is sorted once, and equal values are counted together. */
function ranksOfDraw(values: ArrayLike<number>): Drawn {
  const groups = tiedRanks(values);
  const groupOf = new Uint32Array(values.length);
  for (const [group, rows] of groups.entries()) for (const row of rows) groupOf[row] = group;
  const [tied, middle, side] = [
    new Uint32Array(groups.length),
    new Float64Array(groups.length),
    new Float64Array(values.length),
  ];
  const of = (counts: Uint32Array): Float64Array => {
    tied.fill(0);
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row] ?? 0;
      tied[group] = (tied[group] ?? 0) + (counts[row] ?? 0);
    }
    let before = 0;
    for (let group = 0; group < tied.length; group++) {
      middle[group] = before + (tied[group] ?? 0) / 2;
      before += tied[group] ?? 0;
    }
    for (let row = 0; row < groupOf.length; row++) side[row] = middle[groupOf[row] ?? 0] ?? NaN;
    return side;
  };
  return { of, rounding: 0 };
}

/** A side of one draw. */
interface DrawnSide {
  readonly values: Float64Array;
  readonly rounding: number;
}

/** Pearson's r with each row counted `counts` times; NaN where a side is constant among the rows drawn, up to rounding. */
function countedCorrelation(x: DrawnSide, y: DrawnSide, counts: Uint32Array): number {
  const n = counts.length;
  let [sumX, sumY, squaresX, squaresY, products] = [0, 0, 0, 0, 0];
  for (let row = 0; row < n; row++) {
    const count = counts[row] ?? 0;
    const a = x.values[row] ?? NaN;
    const b = y.values[row] ?? NaN;
    sumX += count * a;
    sumY += count * b;
    squaresX += count * a * a;
    squaresY += count * b * b;
    products += count * a * b;
  }
  const varianceX = squaresX - (sumX * sumX) / n;
  const varianceY = squaresY - (sumY * sumY) / n;
  const differ = varies(x, varianceX, squaresX, counts) && varies(y, varianceY, squaresY, counts);
  return differ ? (products - (sumX * sumY) / n) / Math.sqrt(varianceX * varianceY) : NaN;
}

/** Of a sum of squares, what the difference of two such sums may be off by, and much more. */
const CANCELLED = 1e-9;

/** Whether a side differs by more than rounding. As n range^2 is at least sum (x - mean)^2, few draws need the range itself. */
function varies(
  { values, rounding }: DrawnSide,
  sumOfDeviations: number,
  squares: number,
  counts: Uint32Array,
): boolean {
  if (sumOfDeviations > CANCELLED * squares && sumOfDeviations > counts.length * rounding * rounding) return true;
  let [least, greatest] = [Infinity, -Infinity];
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] === 0) continue;
    least = Math.min(least, values[row] ?? NaN);
    greatest = Math.max(greatest, values[row] ?? NaN);
  }
  return greatest - least > rounding;
}
