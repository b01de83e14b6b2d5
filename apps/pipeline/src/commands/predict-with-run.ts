import type { Engine, Prediction, Progress, SentencePair } from "@dalmeum/contracts";
import type { LoadedExperiment, TrainingExperiment } from "@dalmeum/experiments";
import type { CurrentRun } from "@dalmeum/runs";
import { loadModel, runParameters, submittedPredictions } from "@dalmeum/runs/training";
import { createPredictor } from "@dalmeum/training";

export interface RunPrediction {
  readonly loaded: LoadedExperiment<TrainingExperiment>;
  readonly run: Pick<CurrentRun, "folder" | "path" | "record">;
  readonly engine: Engine;
  readonly pairs: readonly SentencePair[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Predict pairs with a run's weights.
 * @throws UserError where they are not here, or of another model than experiment.ts names today.
 */
export async function predictWithRun(task: RunPrediction): Promise<readonly Prediction[]> {
  const { loaded, run, engine, pairs, progress, signal } = task;
  const model = loadModel(loaded);
  const parameters = runParameters(run, model);
  const { maxLength, symmetric } = loaded.experiment;
  const predictor = createPredictor({ model, maxLength, symmetric, engine, signal });
  try {
    await predictor.set(parameters);
    return await submittedPredictions(predictor, pairs, progress);
  } finally {
    await predictor.dispose();
  }
}
