import { count, SCORE_RANGE } from "@dalmeum/contracts";

/** The last digit that a submission is written with: targets that are not further apart differ by rounding. */
const LAST_DIGIT = 1e-6;

/** Of this many orders, none is met by chance. */
const ORDERS = 1e7;

/** What no predictions give, a line each: equal targets, and sorted ones. Nothing is told of fewer than two. */
export function columnFaults(targets: readonly number[]): readonly string[] {
  if (targets.length < 2) return [];
  const { lowest, highest } = extremes(targets);
  if (highest - lowest <= LAST_DIGIT * 1.5) {
    return [`all ${count(targets.length)} targets are ${lowest}: Pearson's r is undefined, expected different ones`];
  }
  const way = monotone(targets);
  if (way === undefined || logOrders(targets) < Math.log(ORDERS)) return [];
  return [`the targets ${way} from the first row to the last: they were sorted, and the ids were not`];
}

/**
 * A value that more rows have than this share, beyond what one in 10,000 draws gives (Hoeffding 1963): of KorSTS's dev labels,
 * the most frequent has 9 %.
 */
const MOST_OF_ONE = 1 / 4;
const CHANCE = 1e-4;

/** Below, a column does not say the same any more. */
const SAME = 0.999;

/** What predictions seldom give, with figures, a line each. */
export function columnOddities(targets: readonly number[]): readonly string[] {
  const odd: string[] = [];
  if (extremes(targets).highest <= 1) {
    odd.push(
      `no target is above 1, as on a scale of 0 .. 1; expected ${SCORE_RANGE.minimum} .. ${SCORE_RANGE.maximum}`,
    );
  }
  const [value, share] = mostFrequent(targets);
  const chance = Math.sqrt(Math.log(1 / CHANCE) / (2 * targets.length));
  if (share - chance > MOST_OF_ONE) odd.push(`${percent(share)} of the targets are ${value}`);
  const step = gridStep(targets);
  const kept = step === undefined ? 1 : keptByRounding(targets, step);
  if (kept < SAME) {
    odd.push(
      `every target is a multiple of ${step}: rounded, they correlate by about ${kept.toFixed(4)} with what they were before`,
    );
  }
  return odd;
}

/** Steps of the grids that people round to, coarsest first. */
const STEPS = [1, 0.5, 0.25, 0.2, 0.1];

/** The coarsest grid that every value lies on; undefined where none is. */
export const gridStep = (values: readonly number[]): number | undefined =>
  STEPS.find((step) => values.every((value) => Math.abs(value / step - Math.round(value / step)) < LAST_DIGIT));

/** sqrt(1 - step^2 / (12 sd^2)): r of values with what they were before they were rounded, sd after it (Sheppard 1897). */
export const keptByRounding = (values: readonly number[], step: number): number =>
  Math.sqrt(Math.max(0, 1 - step ** 2 / (12 * standardDeviation(values) ** 2)));

/** Share of rows that have another's value, 0 .. 1. */
export function tiedShare(values: readonly number[]): number {
  const tied = [...countsOf(values).values()].filter((rows) => rows > 1);
  return tied.reduce((sum, rows) => sum + rows, 0) / values.length;
}

/** sqrt(mean((x - mean)^2)). */
export function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** As a submission has it. */
export const clipped = (values: readonly number[]): readonly number[] =>
  values.map((value) => Math.min(SCORE_RANGE.maximum, Math.max(SCORE_RANGE.minimum, value)));

/**
 * Share of predictions that are their pair's label to the last digit, 0 .. 1. Not counted are the ends of the range, where
 * clipped predictions meet labels, and predictions that were rounded, which meet them often.
 */
export function labelsTaken(predictions: readonly number[], labels: readonly number[]): number {
  if (gridStep(predictions) !== undefined) return 0;
  const { minimum, maximum } = SCORE_RANGE;
  const taken = predictions.filter((value, row) => value === labels[row] && value > minimum && value < maximum);
  return taken.length / predictions.length;
}

/** "12.3 %". */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Not as arguments of a call, which takes only so many. */
export function extremes(values: readonly number[]): { readonly lowest: number; readonly highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of values) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
  return { lowest, highest };
}

function mostFrequent(values: readonly number[]): readonly [value: number, share: number] {
  let [most, rows] = [NaN, 0];
  for (const [value, count] of countsOf(values)) if (count > rows) [most, rows] = [value, count];
  return [most, rows / values.length];
}

function monotone(values: readonly number[]): "rise" | "fall" | undefined {
  const steps = values.slice(1).map((value, row) => value - (values[row] ?? NaN));
  if (steps.every((step) => step >= 0)) return "rise";
  return steps.every((step) => step <= 0) ? "fall" : undefined;
}

/** ln(n! / (m1! m2! ...)): in how many orders the rows could stand, m of each value. */
function logOrders(values: readonly number[]): number {
  const rows = [...countsOf(values).values()];
  return rows.reduce((sum, each) => sum - logFactorial(each), logFactorial(values.length));
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let each = 2; each <= n; each++) sum += Math.log(each);
  return sum;
}

function countsOf(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
