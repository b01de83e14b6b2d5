import { isChecked } from "./checked.ts";
import type { BaselineExperiment } from "./define-baseline.ts";
import type { EnsembleExperiment } from "./define-ensemble.ts";
import type { TrainingExperiment } from "./define-experiment.ts";
import type { PredictionsExperiment } from "./define-predictions.ts";

/** What a team tries, and of which runs come. */
export type Experiment = TrainingExperiment | BaselineExperiment | PredictionsExperiment | EnsembleExperiment;

/** Whether one of the functions that define experiments made this value. */
export function isExperiment(value: unknown): value is Experiment {
  return isChecked(value);
}

/** Each kind as messages call it. */
export const KIND_NAMES = {
  training: "a model that is trained",
  baseline: "a baseline",
  predictions: "predictions from elsewhere",
  ensemble: "an ensemble",
} as const satisfies Readonly<Record<Experiment["kind"], string>>;
