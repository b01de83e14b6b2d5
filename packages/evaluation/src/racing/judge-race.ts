import { UserError } from "@dalmeum/contracts";
import type { Interval } from "../bootstrap-interval.ts";
import type { Arm } from "../comparison.ts";
import { type DifferenceVariance, differenceVariance, type MeasuredArm } from "../difference-variance.ts";
import { expectLevel } from "../expect-level.ts";
import { measureArm } from "../measure-arm.ts";
import { mean } from "../moments.ts";
import { detectableDistance, settlingSizes } from "../settling-sizes.ts";
import { tInterval } from "../t-interval.ts";
import { totalError } from "../total-error.ts";
import { upperTail } from "../upper-tail.ts";
import { type Verdict, verdictOf } from "../verdict.ts";
import { lookLevels } from "./look-levels.ts";
import { pooledVariance } from "./pooled-variance.ts";

export interface RaceOptions {
  /** With as many seeds as are to be, so that it tells how far apart seeds lie. */
  readonly control: Arm;
  /** Those that still race, each with the seeds that it has so far. */
  readonly treatments: readonly Arm[];
  /** Treatments that began, those that are out included: what verdicts are corrected for. */
  readonly began: number;
  /** Other arms, whose seeds tell too how far apart seeds lie. */
  readonly others?: readonly Arm[];
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
 * @throws UserError where treatments are missing, lists do not pair up, a side is constant, or an option is out of range.
 * @see Lan and DeMets 1983; Jennison and Turnbull 1989 for intervals; judge-race.simulation.test.ts for its errors.
 */
export function judgeRace(options: RaceOptions): readonly RaceStanding[] {
  const { control, treatments, others = [], gold, metric = "pearson", began, level = 0.95 } = options;
  expectLevel("judgeRace", level);
  if (!(began >= treatments.length && began > 0)) {
    throw new UserError(`judgeRace: found ${began} treatments that began, expected at least ${treatments.length}`);
  }
  const measure = (arm: Arm): MeasuredArm => measureArm("judgeRace", arm, gold, metric);
  const [before, after] = [measure(control), treatments.map(measure)];
  const pooled = pooledVariance([before, ...after, ...others.map(measure)]);
  const levels = lookLevels(options.seeds, (1 - level) / 2).map((alpha) => 1 - (2 * alpha) / began);
  return after.map((treated, index) => ({
    name: treatments[index]?.name ?? "",
    seeds: treated.metric.length,
    ...judge(before, treated, { ...options, pooled, levels }),
  }));
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
  const { standardError, degreesOfFreedom } = totalError(parts);
  const estimate = mean(after.metric) - mean(before.metric);
  const beyond = estimate - smallestDifference;
  const last = levels.at(-1) ?? NaN;
  // Of one seed nobody knows how far from others it lies, whatever the examples say: it has no level.
  const here = levels[after.metric.length - 2];
  if (here !== undefined) {
    const difference = tInterval(estimate, standardError, degreesOfFreedom, here);
    const pValue = upperTail(beyond, standardError, degreesOfFreedom);
    const verdict = verdictOf(pValue, 1 - pValue, here);
    if (verdict !== "undecided") return { verdict, state: "settled", difference, seedsToSettle: null };
  }
  const atEnd = { ...parts, arms: parts.arms.map(({ variance }) => ({ variance, seeds })) };
  const isOutOfReach = detectableDistance(atEnd, last) > Math.abs(beyond) + standardError;
  return {
    verdict: "undecided",
    state: isOutOfReach ? "out of reach" : "racing",
    difference:
      here === undefined
        ? { estimate, low: NaN, high: NaN, level: last }
        : tInterval(estimate, standardError, degreesOfFreedom, here),
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
