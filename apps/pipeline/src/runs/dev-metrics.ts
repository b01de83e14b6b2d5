import { type Prediction, problemsError, type ScoredPair } from "@dalmeum/contracts";
import { type Interval, pearsonInterval, spearmanInterval } from "@dalmeum/evaluation";
import type { RunMetrics } from "./run-record.ts";

/**
 * Pearson and Spearman of predictions with the gold scores of the dev pairs, joined by id.
 * @throws UserError naming ids that one side lacks.
 */
export function devMetrics(predictions: readonly Prediction[], dev: readonly ScoredPair[]): RunMetrics {
  const byId = new Map(predictions.map(({ id, prediction }) => [id, prediction]));
  const known = new Set(dev.map(({ id }) => id));
  const problems = [
    ...dev.filter(({ id }) => !byId.has(id)).map(({ id }) => `id "${id}" has no prediction`),
    ...predictions.filter(({ id }) => !known.has(id)).map(({ id }) => `id "${id}" is not in the dev data`),
  ];
  if (problems.length > 0) throw problemsError("dev predictions", problems);
  const values = dev.map(({ id }) => byId.get(id) ?? NaN);
  const gold = dev.map(({ score }) => score);
  return {
    pairs: dev.length,
    pearson: jsonInterval(pearsonInterval(values, gold)),
    spearman: jsonInterval(spearmanInterval(values, gold)),
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const jsonInterval = ({ estimate, low, high, level }: Interval): RunMetrics["pearson"] => ({
  estimate: orNull(estimate),
  low: orNull(low),
  high: orNull(high),
  level,
});
