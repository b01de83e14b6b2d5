import { UserError } from "@dalmeum/contracts";
import type { MeasuredArm } from "../difference-variance.ts";
import { variance } from "../moments.ts";

/**
 * Variance of a metric over an arm's seeds, of all arms together: sum (S - 1) s^2 / sum (S - 1).
 * @throws UserError where every arm has one seed.
 */
export function pooledVariance(arms: readonly MeasuredArm[]): number {
  const several = arms.filter(({ metric }) => metric.length > 1);
  const degreesOfFreedom = several.reduce((sum, { metric }) => sum + metric.length - 1, 0);
  if (degreesOfFreedom === 0) {
    throw new UserError(
      "found one seed of every arm, expected several of the control: one does not tell how seeds spread",
    );
  }
  return several.reduce((sum, { metric }) => sum + (metric.length - 1) * variance(metric), 0) / degreesOfFreedom;
}
