import type { Ensembler } from "@dalmeum/contracts";
import { convexEnsembler, equalWeights } from "./convex-ensembler.ts";

/**
 * The mean of the members' ranks, brought back to scores: what a member's scale is, or how bent, does not matter. A pair's
 * rank is the one that it would have among the out-of-fold predictions, so that it depends on no other test pair.
 * @throws UserError where members do not share their ids, or a member predicts the same for every pair.
 */
export function rankAverage(): Ensembler {
  return convexEnsembler({ name: "rankAverage", options: {}, scaling: "rank", learn: equalWeights });
}
