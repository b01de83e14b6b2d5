import { type Objective, refuseProblems, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { describeTerm, headsOf, type LossOnHead, readsVectors, valueOfTerm } from "./loss-on-head.ts";
import { type TermHead, termProblems } from "./term-problems.ts";

/** What kind of likelihood a loss stands for, the loss, and the head that it reads: `similarity` where none is named. */
export type UncertainTerm = readonly [kind: "regression" | "classification", ...LossOnHead];

const LOG_VARIANCES = "logVariances";
/** Factor of exp(-s) L. */
const FACTORS: Readonly<Record<UncertainTerm[0], number>> = { regression: 0.5, classification: 1 };

const KIND: TermHead = {
  expected: Object.keys(FACTORS).join(" or "),
  example: '"regression"',
  fits: (value) => typeof value === "string" && Object.hasOwn(FACTORS, value),
};

/**
 * Weights of several losses, learned with the model: sum over terms i of f_i exp(-s_i) L_i + s_i / 2, with f_i = 1/2 for
 * regression and 1 for classification. s_i = log(sigma_i^2) starts at 0; where L_i stays, the best s_i makes a regression's
 * L_i / sigma_i^2 equal to 1. The sum may be negative.
 *
 * The rule is derived for squared errors and cross-entropies. A loss that can come near 0, as 1 - r on a small batch, gets
 * an ever larger weight. The s_i are trained without weight decay under `objective.logVariances`; at a model's learning rate
 * they hardly move: give `adamw` `learningRateScales: { "objective.": 100 }`.
 * @throws UserError where there is no term.
 * @see Kendall, Gal and Cipolla 2018, arXiv:1705.07115, equations 7 and 10.
 */
export function uncertaintyWeighting(terms: readonly UncertainTerm[]): Objective {
  refuseProblems("uncertaintyWeighting", termProblems(terms, KIND));
  if (terms.length === 0) throw new UserError("uncertaintyWeighting: found no terms, expected at least one");
  const losses = terms.map(([, ...term]): LossOnHead => term);
  return {
    name: "uncertaintyWeighting",
    options: { terms: terms.map(([kind, ...term]) => ({ kind, ...describeTerm(term) })) },
    heads: headsOf(losses),
    readsVectors: readsVectors(losses),
    init: () => ({ [LOG_VARIANCES]: { shape: [terms.length], values: new Float32Array(terms.length) } }),
    compute: (inputs) =>
      tf.tidy(() => {
        const logVariances = inputs.parameters[LOG_VARIANCES];
        if (!logVariances) throw new Error(`uncertaintyWeighting: the parameter ${LOG_VARIANCES} is missing`);
        const values = tf.stack(losses.map((term) => valueOfTerm("uncertaintyWeighting", term, inputs)));
        const factors = tf.tensor1d(terms.map(([kind]) => FACTORS[kind]));
        const weighted = tf.mul(tf.mul(tf.exp(tf.neg(logVariances)), values), factors);
        return tf.sum(tf.add(weighted, tf.div(logVariances, 2)));
      }),
  };
}
