import { join } from "node:path";
import { beginProgress, type NamedValues } from "@dalmeum/contracts";
import { writeSafetensors } from "@dalmeum/files";
import { createPredictor } from "@dalmeum/training";
import { RUN_FILES } from "../../record/run-files.ts";
import type { RunResult } from "../../record/run-record.ts";
import { runResult } from "../run-result.ts";
import { PREDICTED, writeAllPredictions } from "../../predictions/write-predictions.ts";
import type { RunTask } from "./run-task.ts";
import { submittedPredictions } from "./submitted-predictions.ts";
import { trainModel } from "./train-model.ts";

const LABEL_WIDTH = "predicting train".length;

/** Train, predict, write every file of the run but run.json. */
export async function executeRun(task: RunTask): Promise<RunResult> {
  const { folder, experiment, pairs } = task;
  const { parameters, pairs: trained, seconds: training } = await trainModel(task);
  const startedAt = performance.now();
  const metrics = await predictSets(task, parameters);
  const prediction = (performance.now() - startedAt) / 1000;
  if (experiment.keepWeights) writeSafetensors(join(folder, RUN_FILES.weights), parameters);
  return runResult(folder, {
    ...metrics,
    trainPairs: pairs.train.length,
    seconds: { training, prediction },
    trainingPairsPerSecond: trained / training,
  });
}

async function predictSets(
  { folder, dataset, experiment, seed, pairs: { original, heldOut }, model, engine, reporter, signal }: RunTask,
  parameters: NamedValues,
): ReturnType<typeof writeAllPredictions> {
  const { maxLength, symmetric } = experiment;
  const predictor = createPredictor({ model, maxLength, symmetric, engine, signal });
  try {
    await predictor.set(parameters);
    return await writeAllPredictions({
      ...{ folder, dataset, seed, trained: original, heldOut },
      predict: (name, of) => {
        const progress = beginProgress(reporter, `predicting ${PREDICTED[name]}`.padEnd(LABEL_WIDTH));
        return submittedPredictions(predictor, of, progress);
      },
    });
  } finally {
    await predictor.dispose();
  }
}
