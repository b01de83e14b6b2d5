import type { Ensembler } from "@dalmeum/contracts";
import type { ScalingOptions } from "../scaling/scaling.ts";
import { convexEnsembler, equalWeights } from "./convex-ensembler.ts";

/**
 * The mean of the members' predictions: sum of p_m / M for each pair. Of the gold scores it learns nothing but, where it
 * scales, their scale.
 * @throws UserError where members do not share their ids, or another number of them comes than was fitted.
 */
export function mean({ scaling = "none" }: ScalingOptions = {}): Ensembler {
  return convexEnsembler({ name: "mean", options: {}, scaling, learn: equalWeights });
}
