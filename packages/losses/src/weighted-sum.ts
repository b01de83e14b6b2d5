import { type Objective, refuseProblems, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { describeTerm, headsOf, type LossOnHead, readsVectors, valueOfTerm } from "./loss-on-head.ts";
import { type TermHead, termProblems } from "./term-problems.ts";

/** How much a loss counts, the loss, and the head that it reads: `similarity` where none is named. */
export type WeightedTerm = readonly [weight: number, ...LossOnHead];

const WEIGHT: TermHead = { expected: "its weight", example: "0.5", fits: (value) => typeof value === "number" };

/**
 * sum over terms of weight * loss(outputs of its head, or sentence vectors). E.g. L = (1 - a)(1 - r) + a MAE.
 * @throws UserError where there is no term, or a weight is not a finite number from 0 on.
 */
export function weightedSum(terms: readonly WeightedTerm[]): Objective {
  refuseProblems("weightedSum", termProblems(terms, WEIGHT));
  if (terms.length === 0) throw new UserError("weightedSum: found no terms, expected at least one");
  for (const [weight, { name }] of terms) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new UserError(`weightedSum: found weight ${weight} for ${name}, expected a finite number from 0 on`);
    }
  }
  const losses = terms.map(([, ...term]): LossOnHead => term);
  return {
    name: "weightedSum",
    options: { terms: terms.map(([weight, ...term]) => ({ weight, ...describeTerm(term) })) },
    heads: headsOf(losses),
    readsVectors: readsVectors(losses),
    init: () => ({}),
    compute: (inputs) =>
      tf.tidy(() => {
        const values = terms.map(([weight, ...term]) =>
          tf.mul<tf.Scalar>(valueOfTerm("weightedSum", term, inputs), weight),
        );
        return values.reduce((sum, value) => tf.add(sum, value));
      }),
  };
}
