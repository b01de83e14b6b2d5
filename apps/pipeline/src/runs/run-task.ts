import type { Dataset, Engine, Model } from "@dalmeum/contracts";
import type { Experiment } from "../experiments/define-experiment.ts";
import type { Reporter } from "../terminal/reporter.ts";
import type { TrainingPairs } from "./training-pairs.ts";

/** One training: one run of an experiment, its data and model read. */
export interface RunTask {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly pairs: TrainingPairs;
  readonly dataset: Dataset;
  readonly model: Model;
  readonly engine: Engine;
  /** Where the run's files go; it exists, and holds a checkpoint at most. */
  readonly folder: string;
  readonly identity: string;
  /** Whether to go on from the folder's checkpoint. */
  readonly resume: boolean;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}
