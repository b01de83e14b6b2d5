import { join } from "node:path";
import { type Dataset, type ScoredPair, UserError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import {
  type Calibration,
  calibration,
  type Gap,
  gapBand,
  largestResiduals,
  pearson,
  type SliceMetrics,
  sliceMetrics,
} from "@dalmeum/evaluation";
import type { Ground } from "../arms/grounds.ts";
import { type FoundRun, joinGold, RUN_FILES, type ScoredPredictions } from "@dalmeum/runs";
import { pairSlices } from "./pair-slices.ts";

/** Where a run is good and where it is not. */
export interface Diagnosis {
  readonly run: string;
  readonly ground: Ground;
  readonly pairs: number;
  /** Of each pair, as predicted. */
  readonly scored: ScoredPredictions;
  readonly gaps: readonly NamedGap[];
  readonly calibration: Calibration;
  readonly slicings: readonly { readonly name: string; readonly slices: readonly SliceMetrics[] }[];
  readonly worst: readonly WorstPair[];
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

/** A pair whose prediction, on the line, is far from its score. */
export interface WorstPair {
  readonly id: string;
  readonly score: number;
  readonly prediction: number;
  readonly sentence1: string;
  readonly sentence2: string;
}

export interface DiagnoseOptions {
  readonly ground: Ground;
  /** Pearson's r that a leaderboard gave for the run's test predictions. */
  readonly testPearson: number | undefined;
  /** Worst pairs to list. */
  readonly worst: number;
}

/** Fewer have no gap, and no two folds. */
const FEWEST_PAIRS = 4;
/** Of the isotonic fit. */
const MOST_FOLDS = 10;

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
  if (judged.gold.length < FEWEST_PAIRS) {
    throw new UserError(
      `${found.path}: found ${judged.gold.length} pairs to look at, expected at least ${FEWEST_PAIRS}`,
    );
  }
  const folds = Math.min(MOST_FOLDS, Math.floor(judged.gold.length / 2));
  const calibrated = calibration(judged.predictions, judged.gold, { folds });
  const { slope, intercept } = calibrated.line;
  const onLine = judged.predictions.map((prediction) => intercept + slope * prediction);
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
    calibration: calibrated,
    slicings: pairSlices(judged.pairs).map(({ name, slices }) => ({
      name,
      slices: sliceMetrics(onLine, judged.gold, slices).toSorted((a, b) =>
        a.slice.localeCompare(b.slice, "en", { numeric: true }),
      ),
    })),
    worst: largestResiduals(onLine, judged.gold, worst).flatMap(({ row }) => {
      const pair = judged.pairs[row];
      if (pair === undefined) return [];
      const { id, score, sentence1, sentence2 } = pair;
      return [{ id, score, prediction: onLine[row] ?? NaN, sentence1, sentence2 }];
    }),
  };
}

interface JudgedSet extends ScoredPredictions {
  readonly pairs: readonly ScoredPair[];
}

/** Of the pairs those that the run predicted, which of training pairs are a part. */
function readSet(
  { folder, path, record }: FoundRun,
  name: "dev" | "train" | "heldOut",
  pairs: readonly ScoredPair[],
): JudgedSet {
  if (!(RUN_FILES[name] in record.result.files)) {
    throw new UserError(`${path}: the run held no pairs out; its experiment has no folds`);
  }
  const predictions = readPredictions(join(folder, RUN_FILES[name]));
  const ids = new Set(predictions.map(({ id }) => id));
  const predicted = name === "dev" ? pairs : pairs.filter(({ id }) => ids.has(id));
  return { pairs: predicted, ...joinGold(predictions, predicted, name) };
}

const scoreOf = (name: string, { predictions, gold }: JudgedSet): SetScore => ({
  name,
  pairs: gold.length,
  pearson: pearson(predictions, gold),
});

const gapOf = (first: SetScore, second: SetScore): NamedGap => ({
  name: `${first.name} less ${second.name}`,
  of: [first, second],
  gap: gapBand(first.pearson, first.pairs, second.pearson, second.pairs),
});
