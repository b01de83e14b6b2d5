import { join } from "node:path";
import type { NamedValues, Prediction, SentencePair } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
import { predict } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "../experiments/define-experiment.ts";
import { devMetrics } from "./dev-metrics.ts";
import { sha256File } from "./hash.ts";
import { augmentedPairs } from "./load-parts.ts";
import { RUN_FILES } from "./run-folder.ts";
import type { RunResult } from "./run-record.ts";
import type { RunTask } from "./run-task.ts";
import { trainModel } from "./train-model.ts";

/** Train, predict dev and test, write every file of the run but run.json. */
export async function executeRun(task: RunTask): Promise<RunResult> {
  const { folder, dataset, experiment, seed } = task;
  const train = augmentedPairs(experiment, dataset.train, seed);
  const { parameters, pairs, seconds: training } = await trainModel(task, train);
  const [{ dev, test }, prediction] = await timed(async () => ({
    dev: await submittedPredictions({ ...task, parameters, pairs: dataset.dev, label: "predicting dev " }),
    test: await submittedPredictions({ ...task, parameters, pairs: dataset.test, label: "predicting test" }),
  }));
  writePredictions(join(folder, RUN_FILES.dev), dev);
  writePredictions(join(folder, RUN_FILES.test), test);
  writeSafetensors(join(folder, RUN_FILES.weights), parameters);
  const files = Object.values(RUN_FILES).map((file) => [file, sha256File(join(folder, file))]);
  return {
    finishedAt: new Date().toISOString(),
    dev: devMetrics(dev, dataset.dev),
    trainPairs: train.length,
    seconds: { training, prediction },
    trainingPairsPerSecond: pairs / training,
    peakMemoryMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    files: Object.fromEntries(files),
  };
}

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

async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}
