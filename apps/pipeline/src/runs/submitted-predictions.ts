import type { NamedValues, Prediction, SentencePair } from "@dalmeum/contracts";
import { predict } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "../experiments/define-experiment.ts";
import type { RunTask } from "./run-task.ts";

/** What predicting needs. */
export interface PredictionTask extends Pick<RunTask, "experiment" | "model" | "engine" | "reporter" | "signal"> {
  readonly parameters: NamedValues;
  readonly pairs: readonly SentencePair[];
  /** Said beside the progress bar. */
  readonly label: string;
}

/** Predictions of the head that is submitted, in the order of the pairs. */
export async function submittedPredictions(task: PredictionTask): Promise<readonly Prediction[]> {
  const { experiment, model, engine, parameters, pairs, signal, label, reporter } = task;
  const progress = reporter.progress(label);
  try {
    const { maxLength, symmetric } = experiment;
    const onProgress = (done: number, total: number): void => {
      progress.update(done, total);
    };
    const outputs = await predict({ model, parameters, pairs, maxLength, symmetric, engine, signal, onProgress });
    return pairs.map(({ id }, index) => ({ id, prediction: outputs[SUBMITTED_HEAD]?.[index] ?? NaN }));
  } finally {
    progress.finish();
  }
}
