import type { Commit, Ground, Interval, Metric, Time } from "./numbers.ts";
import type { RunName, TrainingLine } from "./training.ts";

/** Plain JSON, as options are recorded. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What is known of one experiment; piece `experiment-<id>`. */
export interface ExperimentPage {
  readonly id: string;
  readonly reference: string;
  /** What its runs are made with today: a tree of parts, each `{ name, options }`. */
  readonly options: Json;
  /** Null where it states none with a control. */
  readonly hypothesis: TestedHypothesis | null;
  /** One a run, in order of seed and fold; without points where no hook scored dev. */
  readonly curves: readonly LearningCurve[];
  /** Of the runs' curves together, at updates that all have; empty below two. */
  readonly curveBand: readonly BandPoint[];
  /** Of the mean of its seeds' predictions, as they would be handed in; null where it has no finished seed, or too few pairs. */
  readonly diagnosis: Diagnosis | null;
  readonly runs: readonly RunRow[];
  /** Ensembles that have it as a member. */
  readonly blends: readonly string[];
}

export interface TestedHypothesis {
  readonly claim: string;
  readonly control: string;
  readonly treatment: string;
  readonly metric: Metric;
  /** In units of the metric, 0 and up. */
  readonly smallestDifference: number;
  /** Null where a run is missing, or they cannot be compared: `missing` says which. */
  readonly tested: TestedDifference | null;
  /** References of the two whose runs are missing. */
  readonly missing: readonly string[];
}

/** Treatment less control. */
export interface TestedDifference {
  readonly verdict: "supported" | "refuted" | "undecided";
  readonly ground: Ground;
  readonly pairs: number;
  readonly seeds: { readonly control: number; readonly treatment: number };
  readonly difference: Interval;
  /** One-sided, 0 .. 1: that the difference is at most the smallest one worth having. */
  readonly pValue: number;
  readonly overSeeds: boolean;
  readonly detectable: number;
  readonly seedsToSettle: number | null;
  readonly pairsToSettle: number | null;
}

export interface LearningCurve {
  readonly run: RunName;
  /** By update. */
  readonly dev: readonly { readonly step: number; readonly devPearson: number | null }[];
  readonly loss: TrainingLine;
}

/** Over runs at one update. */
export interface BandPoint {
  readonly step: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Where predictions are good and where they are not. */
export interface Diagnosis {
  readonly ground: Ground;
  readonly pairs: number;
  readonly seeds: number;
  readonly calibration: Calibration;
  readonly slicings: readonly Slicing[];
  /** Furthest from the line first. */
  readonly worst: readonly WorstPair[];
}

export interface Calibration {
  /** Score = intercept + slope * prediction, by least squares. */
  readonly line: { readonly slope: number; readonly intercept: number };
  /** By prediction. */
  readonly bins: readonly CalibrationBin[];
  /** Rising curve of score on prediction. */
  readonly curve: readonly { readonly prediction: number; readonly score: number }[];
  readonly pearson: number;
  /** r through a rising curve that was fitted to other pairs, less r. */
  readonly isotonicGain: Interval | null;
}

export interface CalibrationBin {
  readonly pairs: number;
  readonly meanPrediction: number;
  readonly meanScore: number;
  /** Line less score. */
  readonly residual: Interval | null;
}

/** One way to cut pairs into slices. */
export interface Slicing {
  readonly by: "source" | "score" | "length" | "overlap" | "difference";
  readonly slices: readonly Slice[];
}

export interface Slice {
  /**
   * By source its name, "" where it has none; by difference "nothing", "spaces", "punctuation" or "words"; else a range,
   * `12 .. 34`: of scores 0 .. 5, of characters of both sentences, of the share of common character bigrams 0 .. 1.
   */
  readonly name: string;
  readonly pairs: number;
  /** Prediction on the line less score; null of few pairs. */
  readonly residual: Interval | null;
  readonly absoluteError: number;
  readonly pearson: Interval | null;
}

export interface WorstPair {
  readonly id: string;
  /** 0 .. 5 */
  readonly score: number;
  /** On the line. */
  readonly prediction: number;
  readonly sentence1: string;
  readonly sentence2: string;
}

/** A run folder. */
export interface RunRow {
  /** From the workspace root, with slashes. */
  readonly path: string;
  readonly run: RunName;
  readonly state: "finished" | "running" | "unfinished" | "failed";
  /** Whether figures of the experiment are of this run. */
  readonly used: boolean;
  /** Whether its code is today's too; null where it is not finished, or not `used`. */
  readonly current: boolean | null;
  /** Eight digits of its identity. */
  readonly identity: string;
  readonly commit: Commit | null;
  /** `openvino`; null of what no engine computes. */
  readonly engine: string | null;
  readonly precision: string | null;
  readonly machine: { readonly host: string; readonly cpu: string; readonly cores: number; readonly platform: string };
  readonly startedAt: Time;
  readonly finishedAt: Time | null;
  /** Of training and predicting, wall clock; null where it is not finished. */
  readonly seconds: number | null;
  readonly pairsPerSecond: number | null;
  /** 10^6 bytes. */
  readonly peakMemoryMegabytes: number | null;
  /** Pearson's r as its record says. */
  readonly dev: number | null;
  readonly heldOut: number | null;
  /** Of a failed one, in English. */
  readonly reason: string | null;
}
