import { type Prediction, UserError } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import { nestedPredictions, type NestedOptions } from "./nested-predictions.ts";

/** How good a blend is, and how good it looks. */
export interface Optimism {
  /** Pearson's r of the blend on the predictions that it was fitted on. */
  readonly fitted: number;
  /** Pearson's r of `predictions`: what to expect, or a little less, as each was fitted on fewer pairs than there are. */
  readonly nested: number;
  /** `fitted` less `nested`: what the first owes to fitting. */
  readonly optimism: number;
  /** As `nestedPredictions` gives them. */
  readonly predictions: readonly Prediction[];
}

/**
 * The Pearson's r of an ensembler on what it learned from, and on pairs that it did not learn from.
 * @throws UserError where the folds do not hold each id once.
 * @see Efron 1983 (optimism); Varma and Simon 2006 (nested cross-validation).
 */
export function estimateOptimism(options: NestedOptions): Optimism {
  const { ensembler, members, gold } = options;
  const predictions = nestedPredictions(options);
  const [fitted, nested] = [ensembler.fit(members, gold).combine(members), predictions].map((rows) =>
    pearsonOf(rows, gold),
  );
  if (fitted === undefined || nested === undefined) throw new UserError("estimateOptimism: found no predictions");
  return { fitted, nested, optimism: fitted - nested, predictions };
}

/** Pearson's r of predictions with the scores of their ids. */
export function pearsonOf(predictions: readonly Prediction[], gold: ReadonlyMap<string, number>): number {
  return pearson(
    predictions.map(({ prediction }) => prediction),
    predictions.map(({ id }) => gold.get(id) ?? NaN),
  );
}
