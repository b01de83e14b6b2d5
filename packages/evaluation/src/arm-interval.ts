import type { Interval } from "./bootstrap-interval.ts";
import type { Arm } from "./comparison.ts";
import { meanVariance } from "./difference-variance.ts";
import { expectLevel } from "./expect-level.ts";
import { measureArm } from "./measure-arm.ts";
import { mean } from "./moments.ts";
import { tInterval } from "./t-interval.ts";
import { totalError } from "./total-error.ts";

export interface ArmIntervalOptions {
  readonly metric?: "pearson" | "spearman";
  readonly level?: number;
}

/** An arm's mean metric over seeds, over other examples and other seeds, or examples alone where it has one. */
export interface ArmInterval extends Interval {
  readonly perSeed: readonly number[];
}

/**
 * Interval of the mean over seeds of an arm's metric: mean -+ t sqrt(examples + s^2 / S), the parts and degrees of freedom
 * as in `compareArms`. Intervals of two arms on the same examples may overlap where their difference is certain.
 * @param gold [n], at least 4.
 * @throws UserError where there are fewer than four examples, the arm has no seeds, lists do not pair up, a side is constant,
 * or the level is out of range.
 */
export function armInterval(
  arm: Arm,
  gold: ArrayLike<number>,
  { metric = "pearson", level = 0.95 }: ArmIntervalOptions = {},
): ArmInterval {
  expectLevel("armInterval", level);
  const measured = measureArm("armInterval", arm, gold, metric);
  const { standardError, degreesOfFreedom } = totalError(meanVariance(measured));
  const perSeed = Array.from(measured.metric);
  return { ...tInterval(mean(measured.metric), standardError, degreesOfFreedom, level), perSeed };
}
