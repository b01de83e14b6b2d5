import { type Ensembler, UserError } from "@dalmeum/contracts";
import { ridgeFit } from "@dalmeum/evaluation";
import { linearEnsembler } from "../linear-ensembler.ts";
import type { Scaling } from "../scaling/scaling.ts";

export interface RidgeStackingOptions {
  /** How dear weights are, above 0. Default 1. */
  readonly penalty?: number;
  /** Default standard: a penalty on weights means the same for every member where their scales are the same. */
  readonly scaling?: Scaling;
}

/**
 * The weights and the intercept that minimize sum (gold - intercept - sum w_m x_m)^2 + penalty sum w_m^2. A weight may be
 * below 0: a member is then used for its errors.
 * @throws UserError where penalty is none, or a member to be scaled predicts the same for every pair.
 * @see Hoerl and Kennard 1970; values as scikit-learn 1.9's Ridge(alpha=penalty) after StandardScaler.
 */
export function ridgeStacking({ penalty = 1, scaling = "standard" }: RidgeStackingOptions = {}): Ensembler {
  if (!(penalty > 0 && Number.isFinite(penalty))) {
    throw new UserError(`ridgeStacking: found penalty ${penalty}, expected a number above 0`);
  }
  return linearEnsembler({
    ...{ name: "ridgeStacking", options: { penalty }, scaling },
    learn: (columns, gold) => ridgeFit(columns, gold, penalty),
  });
}
