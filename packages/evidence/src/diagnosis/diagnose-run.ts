import { join } from "node:path";
import { type Dataset, type ScoredPair, UserError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { type Gap, gapBand, pearson } from "@dalmeum/evaluation";
import { type FoundRun, joinGold, RUN_FILES, type ScoredPredictions } from "@dalmeum/runs";
import type { Ground } from "../arms/grounds.ts";
import { diagnosePredictions, type JudgedPairs, type PairDiagnosis } from "./diagnose-predictions.ts";

/** Where a run is good and where it is not. */
export interface Diagnosis extends PairDiagnosis {
  readonly run: string;
  readonly ground: Ground;
  readonly pairs: number;
  /** Of each pair, as predicted. */
  readonly scored: ScoredPredictions;
  readonly gaps: readonly NamedGap[];
}

/** Pearson's r of one set of pairs less that of another. */
export interface NamedGap {
  readonly name: string;
  readonly of: readonly [first: SetScore, second: SetScore];
  readonly gap: Gap;
}

export interface SetScore {
  readonly name: string;
  readonly pairs: number;
  readonly pearson: number;
}

export interface DiagnoseOptions {
  readonly ground: Ground;
  /** Pearson's r that a leaderboard gave for the run's test predictions. */
  readonly testPearson: number | undefined;
  /** Worst pairs to list. */
  readonly worst: number;
}

/**
 * @throws UserError where predictions do not fit the data, or are all the same.
 */
export function diagnoseRun(found: FoundRun, dataset: Dataset, options: DiagnoseOptions): Diagnosis {
  const { ground, testPearson, worst } = options;
  const dev = readSet(found, "dev", dataset.dev);
  const judged = ground === "dev" ? dev : readSet(found, "heldOut", dataset.train);
  const hasTrain = RUN_FILES.train in found.record.result.files;
  const scores = {
    ...(hasTrain ? { train: scoreOf("train", readSet(found, "train", dataset.train)) } : {}),
    judged: scoreOf(ground, judged),
    dev: scoreOf("dev", dev),
  };
  const diagnosis = diagnosePredictions(found.path, judged, { worst });
  return {
    run: found.path,
    ground,
    pairs: judged.pairs.length,
    scored: { predictions: judged.predictions, gold: judged.gold },
    gaps: [
      ...(scores.train === undefined ? [] : [gapOf(scores.train, scores.judged)]),
      ...(ground === "dev" ? [] : [gapOf(scores.judged, scores.dev)]),
      ...(testPearson === undefined
        ? []
        : [gapOf(scores.dev, { name: "test", pairs: dataset.test.length, pearson: testPearson })]),
    ],
    ...diagnosis,
  };
}

/** Of the pairs those that the run predicted, which of training pairs are a part. */
function readSet(
  { folder, path, record }: FoundRun,
  name: "dev" | "train" | "heldOut",
  pairs: readonly ScoredPair[],
): JudgedPairs {
  if (!(RUN_FILES[name] in record.result.files)) {
    throw new UserError(`${path}: the run held no pairs out; its experiment has no folds`);
  }
  const predictions = readPredictions(join(folder, RUN_FILES[name]));
  const ids = new Set(predictions.map(({ id }) => id));
  const predicted = name === "dev" ? pairs : pairs.filter(({ id }) => ids.has(id));
  return { pairs: predicted, ...joinGold(predictions, predicted, name) };
}

const scoreOf = (name: string, { predictions, gold }: JudgedPairs): SetScore => ({
  name,
  pairs: gold.length,
  pearson: pearson(predictions, gold),
});

const gapOf = (first: SetScore, second: SetScore): NamedGap => ({
  name: `${first.name} less ${second.name}`,
  of: [first, second],
  gap: gapBand(first.pearson, first.pairs, second.pearson, second.pairs),
});
