import type { Loss } from "@dalmeum/contracts";
import { defineLoss } from "./define-loss.ts";
import { expectPositive } from "./expect-positive.ts";
import { rankingCost } from "./ranking-cost.ts";

export interface CosentLossOptions {
  /**
   * Factor of a difference between two predictions, per point of the score. Default 4: with a prediction of 5 cos it is 20
   * on the cosine, as papers have it.
   */
  readonly scale?: number;
}

/**
 * log(1 + sum over pairs i, j with t_i > t_j of exp(scale (p_j - p_i))): every pair should be predicted above those whose
 * score is lower. Range 0 and up, in nats; a sum, so it grows with the batch. It reads the targets' order alone: it says
 * nothing of the scale that predictions lie on, so give it company that does, e.g. MAE. It mixes rows.
 * @throws UserError where scale is not a finite number above 0.
 * @see Su 2022, https://kexue.fm/archives/8847; values as sentence_transformers CoSENTLoss 6.2, there on cosines.
 */
export function cosentLoss({ scale = 4 }: CosentLossOptions = {}): Loss {
  expectPositive("cosentLoss", "scale", scale);
  return defineLoss("cosentLoss", { scale }, (predictions, targets, weights) =>
    rankingCost({ similarities: predictions, targets, weights, scale }),
  );
}
