import type { Ensembler, PostProcessing } from "@dalmeum/contracts";

/**
 * An ensembler whose blend is changed afterwards, step by step: each step learns from what the steps before it make of the
 * blend of the same out-of-fold predictions.
 */
export function withPostProcessing(ensembler: Ensembler, steps: readonly PostProcessing[]): Ensembler {
  return {
    name: [ensembler, ...steps].map(({ name }) => name).join(" + "),
    options: {
      ...ensembler.options,
      postProcessing: steps.map(({ name, options }) => ({ name, options })),
    },
    fit: (members, gold) => {
      const blend = ensembler.fit(members, gold);
      const rows = blend.combine(members);
      const scores = rows.map(({ id }) => gold.get(id) ?? NaN);
      let predictions = rows.map(({ prediction }) => prediction);
      const changes = steps.map((step) => {
        const change = step.fit(predictions, scores);
        predictions = predictions.map(change);
        return change;
      });
      return {
        weights: blend.weights,
        combine: (others) =>
          blend.combine(others).map(({ id, prediction }) => ({
            id,
            prediction: changes.reduce((value, change) => change(value), prediction),
          })),
      };
    },
  };
}
