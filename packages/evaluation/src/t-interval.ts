import quantile from "@stdlib/stats-base-dists-t-quantile";
import type { Interval } from "./bootstrap-interval.ts";

/**
 * estimate -+ t standardError, t the quantile of Student's distribution that leaves (1 - level) / 2 on each side.
 *
 * An error of 0 gives an interval of no width, whatever the degrees of freedom.
 */
export function tInterval(estimate: number, standardError: number, degreesOfFreedom: number, level: number): Interval {
  const half = standardError === 0 ? 0 : quantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { estimate, low: estimate - half, high: estimate + half, level };
}
