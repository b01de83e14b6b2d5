import type { Dataset, Model } from "@dalmeum/contracts";
import type { TrainingExperiment } from "@dalmeum/experiments";
import type { RunPlace, RunTools } from "../run-maker.ts";
import type { TrainingPairs } from "../pairs/training-pairs.ts";

/** One training: one run of an experiment, its data and model read. */
export interface RunTask extends RunPlace, RunTools {
  readonly experiment: TrainingExperiment;
  readonly seed: number;
  readonly pairs: TrainingPairs;
  readonly dataset: Dataset;
  readonly model: Model;
}
