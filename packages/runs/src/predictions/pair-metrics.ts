import { type Prediction, problemsError, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { correlationIntervals, type Interval } from "@dalmeum/evaluation/correlations";
import type { RunMetrics } from "../record/run-record.ts";

/** Predictions beside the gold scores, row by row. */
export interface ScoredPredictions {
  readonly predictions: readonly number[];
  readonly gold: readonly number[];
}

/** Ids of pairs that have no prediction, and of predictions that are of no pair, a line each. */
export function idProblems(predictions: readonly Prediction[], pairs: readonly SentencePair[]): readonly string[] {
  const predicted = new Set(predictions.map(({ id }) => id));
  const known = new Set(pairs.map(({ id }) => id));
  return [
    ...pairs.filter(({ id }) => !predicted.has(id)).map(({ id }) => `id "${id}" has no prediction`),
    ...predictions.filter(({ id }) => !known.has(id)).map(({ id }) => `id "${id}" is not in the data`),
  ];
}

/**
 * Join predictions with the pairs that they are of, by id, in the order of the pairs.
 * @param subject what the predictions are of, for the error.
 * @throws UserError naming ids that one side lacks or repeats.
 */
export function joinGold(
  predictions: readonly Prediction[],
  pairs: readonly ScoredPair[],
  subject: string,
): ScoredPredictions {
  const problems = idProblems(predictions, pairs);
  if (problems.length > 0) throw problemsError(`${subject} predictions`, problems);
  const byId = new Map(predictions.map(({ id, prediction }) => [id, prediction]));
  return { predictions: pairs.map(({ id }) => byId.get(id) ?? NaN), gold: pairs.map(({ score }) => score) };
}

/**
 * Pearson and Spearman of predictions with the gold scores of their pairs; null of a single pair.
 * @throws UserError as `joinGold`.
 */
export function pairMetrics(
  predictions: readonly Prediction[],
  pairs: readonly ScoredPair[],
  subject: string,
): RunMetrics {
  const joined = joinGold(predictions, pairs, subject);
  const { pearson, spearman } =
    pairs.length < 2
      ? { pearson: UNDEFINED, spearman: UNDEFINED }
      : correlationIntervals(joined.predictions, joined.gold);
  return { pairs: pairs.length, pearson: jsonInterval(pearson), spearman: jsonInterval(spearman) };
}

const UNDEFINED: Interval = { estimate: NaN, low: NaN, high: NaN, level: 0.95 };

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const jsonInterval = ({ estimate, low, high, level }: Interval): RunMetrics["pearson"] => ({
  estimate: orNull(estimate),
  low: orNull(low),
  high: orNull(high),
  level,
});
