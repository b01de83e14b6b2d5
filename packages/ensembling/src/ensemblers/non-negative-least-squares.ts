import { fcnnlsVector } from "ml-fcnnls";
import { type Ensembler, UserError } from "@dalmeum/contracts";
import { centred } from "../centred.ts";
import { linearEnsembler } from "../linear-ensembler.ts";
import type { ScalingOptions } from "../scaling/scaling.ts";

/**
 * The weights, none below 0, and the intercept that minimize sum (gold - intercept - sum w_m x_m)^2. Of all weights that
 * are not below 0 they also give the highest Pearson's r. Members that are alike share a weight or leave it to one.
 * @throws UserError where no member rises with the gold scores.
 * @see Breiman 1996, Stacked regressions; values as scipy.optimize.nnls of centred columns, SciPy 1.17.
 */
export function nonNegativeLeastSquares({ scaling = "none" }: ScalingOptions = {}): Ensembler {
  return linearEnsembler({
    ...{ name: "nonNegativeLeastSquares", options: {}, scaling },
    learn: (columns, gold) => {
      const { rows, means, target, targetMean } = centred(columns, gold);
      const weights = fcnnlsVector(rows, [...target]).K.to1DArray();
      if (!weights.some((weight) => weight > 0)) {
        throw new UserError("nonNegativeLeastSquares: found no member that rises with the gold scores");
      }
      return {
        weights,
        intercept: weights.reduce((rest, weight, member) => rest - weight * (means[member] ?? NaN), targetMean),
      };
    },
  });
}
