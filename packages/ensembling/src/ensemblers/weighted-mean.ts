import { type Ensembler, UserError } from "@dalmeum/contracts";
import type { ScalingOptions } from "../scaling/scaling.ts";
import { convexEnsembler } from "./convex-ensembler.ts";

export interface WeightedMeanOptions extends ScalingOptions {
  /** One a member, none below 0; only their ratios count. */
  readonly weights: readonly number[];
}

/**
 * The mean of the members' predictions with weights that somebody chose: sum of w_m p_m / sum of w_m.
 * @throws UserError where a weight is none, or there are more or fewer than members.
 */
export function weightedMean({ weights, scaling = "none" }: WeightedMeanOptions): Ensembler {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!weights.every((weight) => weight >= 0) || !(total > 0 && Number.isFinite(total))) {
    throw new UserError(
      `weightedMean: found weights ${weights.join(", ")}, expected numbers from 0 on that are not all 0`,
    );
  }
  return convexEnsembler({
    ...{ name: "weightedMean", options: { weights }, scaling },
    learn: (columns) => {
      if (columns.length !== weights.length) {
        throw new UserError(`weightedMean: found ${columns.length} members, expected ${weights.length}, one a weight`);
      }
      return weights.map((weight) => weight / total);
    },
  });
}
