import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Dataset, ScoredPair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { pearson, spearman } from "@dalmeum/evaluation/correlations";
import type { PastRun } from "../folders/last-run.ts";
import { joinGold, pairMetrics } from "../predictions/pair-metrics.ts";
import { PREDICTED } from "../predictions/write-predictions.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunMetrics } from "../record/run-record.ts";
import { differences } from "./differences.ts";

/** Sets that a run compares with gold scores. */
const JUDGED = ["dev", "train", "heldOut"] as const;
type Judged = (typeof JUDGED)[number];

/** What a record says of a set, and what the run's predictions of it are. */
interface JudgedSet {
  readonly name: Judged;
  readonly recorded: RunMetrics;
  readonly predictions: ReturnType<typeof readPredictions>;
  readonly pairs: readonly ScoredPair[];
}

/**
 * Where the metrics of a record are not those that its files give: pairs, Pearson and Spearman with their intervals.
 * @param dataset that the run was made on.
 * @throws UserError where a set's predictions are not of its pairs.
 */
export function metricProblems(run: PastRun, dataset: Dataset): readonly string[] {
  const { problems, sets } = judgedSets(run, dataset);
  return [
    ...problems,
    ...sets.flatMap(({ name, recorded, predictions, pairs }) =>
      differences(recorded, pairMetrics(predictions, pairs, PREDICTED[name]), name),
    ),
  ];
}

/**
 * The same without intervals, which take a second a run, for whoever shows none of them.
 * @throws UserError as `metricProblems`.
 */
export function estimateProblems(run: PastRun, dataset: Dataset): readonly string[] {
  const { problems, sets } = judgedSets(run, dataset);
  return [
    ...problems,
    ...sets.flatMap(({ name, recorded, predictions, pairs }) => {
      const joined = joinGold(predictions, pairs, PREDICTED[name]);
      const estimateOf = (metric: typeof pearson): number | null => {
        const value = pairs.length < 2 ? NaN : metric(joined.predictions, joined.gold);
        return Number.isNaN(value) ? null : value;
      };
      const told = { pairs: recorded.pairs, pearson: recorded.pearson.estimate, spearman: recorded.spearman.estimate };
      const computed = { pairs: pairs.length, pearson: estimateOf(pearson), spearman: estimateOf(spearman) };
      return differences(told, computed, name);
    }),
  ];
}

/** A set has metrics where it has a file, and neither without the other. */
function judgedSets({ folder, record: { result } }: PastRun, { dev, train }: Dataset) {
  const problems: string[] = [];
  const sets: JudgedSet[] = [];
  for (const name of JUDGED) {
    const recorded = result[name];
    const file = RUN_FILES[name];
    const isThere = file in result.files;
    if (isThere && recorded === undefined) problems.push(`${name}: missing, though the run has ${file}`);
    if (!isThere && recorded !== undefined) problems.push(`${name}: there, though the run has no ${file}`);
    if (!isThere || recorded === undefined) continue;
    const predictions = readPredictions(join(folder, file));
    const ids = new Set(predictions.map(({ id }) => id));
    sets.push({ name, recorded, predictions, pairs: name === "dev" ? dev : train.filter(({ id }) => ids.has(id)) });
  }
  const unnamed = Object.values(RUN_FILES).filter((file) => !(file in result.files) && existsSync(join(folder, file)));
  return { problems: [...problems, ...unnamed.map((file) => `files: ${file} is there and has no hash`)], sets };
}
