import type { Interval } from "./bootstrap-interval.ts";
import type { DifferenceVariance, MeasuredArm } from "./difference-variance.ts";
import { mean } from "./moments.ts";
import { tInterval } from "./t-interval.ts";
import { totalError } from "./total-error.ts";
import { upperTail } from "./upper-tail.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface DifferenceTest {
  readonly difference: Interval;
  /** The estimate less the smallest difference worth having. */
  readonly beyond: number;
  readonly standardError: number;
  readonly pValue: number;
  readonly verdict: Verdict;
}

/** Whether a difference of two arms' mean metrics, of these parts of variance, exceeds the smallest one worth having. */
export function testedDifference(
  [before, after]: readonly [MeasuredArm, MeasuredArm],
  parts: DifferenceVariance,
  smallestDifference: number,
  level: number,
): DifferenceTest {
  const { standardError, degreesOfFreedom } = totalError(parts);
  const estimate = mean(after.metric) - mean(before.metric);
  const beyond = estimate - smallestDifference;
  const pValue = upperTail(beyond, standardError, degreesOfFreedom);
  return {
    difference: tInterval(estimate, standardError, degreesOfFreedom, level),
    ...{ beyond, standardError, pValue },
    verdict: verdictOf(pValue, 1 - pValue, level),
  };
}
