import { UserError } from "@dalmeum/contracts";
import type { Interval } from "../bootstrap-interval.ts";
import type { Arm } from "../comparison.ts";
import { type DifferenceVariance, differenceVariance, type MeasuredArm } from "../difference-variance.ts";
import { expectLevel } from "../expect-level.ts";
import { measureArm } from "../measure-arm.ts";
import { detectableDistance, settlingSizes } from "../settling-sizes.ts";
import { testedDifference } from "../tested-difference.ts";
import type { Verdict } from "../verdict.ts";
import { lookLevels } from "./look-levels.ts";
import { pooledVariance } from "./pooled-variance.ts";
import type { RaceFamily } from "./race-family.ts";

export interface RaceOptions {
  readonly family: RaceFamily;
  /** Those of its treatments that still race. */
  readonly racing: readonly string[];
  /**
   * Every arm of every family with the seeds that it has so far: all tell how far apart seeds lie. The control has as many as
   * are to be.
   */
  readonly arms: readonly Arm[];
  /** [n] */
  readonly gold: ArrayLike<number>;
  /** Seeds that each arm has at most, 2 or more. */
  readonly seeds: number;
  readonly metric?: "pearson" | "spearman";
  /** Difference of the metric, treatment less control, that must be exceeded; fixed before the race. */
  readonly smallestDifference?: number;
  readonly level?: number;
}

/** Where a treatment stands after a look. */
export interface RaceStanding {
  readonly name: string;
  /** Seeds that it had. */
  readonly seeds: number;
  readonly verdict: Verdict;
  /** `settled` where the verdict is in; `out of reach` where the seeds that are left are not likely to bring one. */
  readonly state: "racing" | "settled" | "out of reach";
  /** Difference of the means over seeds, treatment less control, at the look's level; its ends are NaN where an arm has one. */
  readonly difference: Interval;
  /** Seeds per arm that would settle it, as in `Comparison`; null where the verdict is in, or a thousand would not. */
  readonly seedsToSettle: number | null;
}

/**
 * Look at a race of treatments against their control: which are shown to be better by more than `smallestDifference`, which
 * are shown not to be, and for which more seeds are no use.
 *
 * A verdict is that of `compareArms` at (1 - level) / 2 times the look's share (`lookLevels`) over the number of treatments,
 * where no arm counts as steadier than all arms are together. In a whole race any true null is called supported in at most
 * (1 - level) / 2 of cases, and so for refuted. Out of reach is what with all seeds would not be found in 80 % of races, were
 * the true difference a standard error larger than the estimate: that calls nothing supported or refuted.
 * @throws UserError where an arm is missing, lists do not pair up, a side is constant, or an option is out of range.
 * @see Lan and DeMets 1983; Jennison and Turnbull 1989 for intervals; race.simulation.test.ts for its errors.
 */
export function judgeRace(options: RaceOptions): readonly RaceStanding[] {
  const { family, racing, arms, gold, metric = "pearson", level = 0.95 } = options;
  expectLevel("judgeRace", level);
  const measured = new Map(arms.map((arm) => [arm.name, measureArm("judgeRace", arm, gold, metric)]));
  const measuredOf = (name: string): MeasuredArm => {
    const arm = measured.get(name);
    if (arm === undefined) throw new UserError(`judgeRace: found no runs of ${name}, expected one or more`);
    return arm;
  };
  const before = measuredOf(family.control);
  const pooled = pooledVariance([...measured.values()]);
  const treatments = family.treatments.length;
  const levels = lookLevels(options.seeds, (1 - level) / 2).map((alpha) => 1 - (2 * alpha) / treatments);
  return racing.map((name) => {
    const after = measuredOf(name);
    return { name, seeds: after.metric.length, ...judge(before, after, { ...options, pooled, levels }) };
  });
}

interface Look extends Pick<RaceOptions, "seeds" | "smallestDifference"> {
  readonly pooled: number;
  /** After 2, 3 .. seeds. */
  readonly levels: readonly number[];
}

function judge(
  before: MeasuredArm,
  after: MeasuredArm,
  { seeds, smallestDifference = 0, pooled, levels }: Look,
): Omit<RaceStanding, "name" | "seeds"> {
  const parts = steadied(before, after, pooled);
  const last = levels.at(-1) ?? NaN;
  // Of one seed nobody knows how far from others it lies, whatever the examples say: it has no level.
  const here = levels[after.metric.length - 2];
  const tested = testedDifference([before, after], parts, smallestDifference, here ?? last);
  const { beyond, standardError, verdict } = tested;
  if (here !== undefined && verdict !== "undecided") {
    return { verdict, state: "settled", difference: tested.difference, seedsToSettle: null };
  }
  const atEnd = { ...parts, arms: parts.arms.map(({ variance }) => ({ variance, seeds })) };
  const isOutOfReach = detectableDistance(atEnd, last) > Math.abs(beyond) + standardError;
  return {
    verdict: "undecided",
    state: isOutOfReach ? "out of reach" : "racing",
    difference: here === undefined ? { ...tested.difference, low: NaN, high: NaN } : tested.difference,
    seedsToSettle: settlingSizes(parts, Math.abs(beyond), last).seeds,
  };
}

/** Two seeds that happen to lie together say little, and one nothing: no arm counts as steadier than all are together. */
function steadied(before: MeasuredArm, after: MeasuredArm, pooled: number): DifferenceVariance {
  const parts = differenceVariance(before, after);
  const arms =
    parts.arms.length > 0
      ? parts.arms.map((arm) => ({ ...arm, variance: Math.max(arm.variance, pooled) }))
      : [before, after].map(({ metric }) => ({ variance: pooled, seeds: metric.length }));
  return { ...parts, arms };
}
