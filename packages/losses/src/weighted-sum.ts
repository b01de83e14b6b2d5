import { type Loss, type Objective, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** How much a loss counts, the loss, and the head that it reads; `similarity` where none is named. */
export type WeightedTerm = readonly [weight: number, loss: Loss, head?: string];

const DEFAULT_HEAD = "similarity";

/**
 * sum over terms of weight * loss(outputs of its head). E.g. L = (1 - a)(1 - r) + a MAE.
 * @throws UserError where there is no term, or a weight is not a finite number from 0 on.
 */
export function weightedSum(terms: readonly WeightedTerm[]): Objective {
  if (terms.length === 0) throw new UserError("weightedSum: found no terms, expected at least one");
  for (const [weight, { name }] of terms) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new UserError(`weightedSum: found weight ${weight} for ${name}, expected a finite number from 0 on`);
    }
  }
  return {
    name: "weightedSum",
    options: {
      terms: terms.map(([weight, loss, head = DEFAULT_HEAD]) => ({
        weight,
        head,
        loss: loss.name,
        options: loss.options,
      })),
    },
    heads: [...new Set(terms.map(([, , head = DEFAULT_HEAD]) => head))],
    compute: (outputs, targets, weights) =>
      tf.tidy(() => {
        const values = terms.map(([weight, loss, head = DEFAULT_HEAD]) => {
          const [output, target] = [outputs[head], targets[head]];
          if (!output || !target) {
            throw new UserError(
              `weightedSum: ${loss.name} reads head "${head}"; the model has ${Object.keys(outputs).join(", ")}`,
            );
          }
          return tf.mul<tf.Scalar>(loss.compute(output, target, weights), weight);
        });
        return values.reduce((sum, value) => tf.add(sum, value));
      }),
  };
}
