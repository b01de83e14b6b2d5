import { appendFileSync } from "node:fs";
import { join } from "node:path";
import {
  createRng,
  type Dataset,
  type Engine,
  type Model,
  type NamedValues,
  type Prediction,
  type SentencePair,
} from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
import { fit, predict } from "@dalmeum/training";
import { type Experiment, SUBMITTED_HEAD } from "../experiments/define-experiment.ts";
import type { Reporter } from "../terminal/reporter.ts";
import { devMetrics } from "./dev-metrics.ts";
import { sha256File } from "./hash.ts";
import { augmentedPairs } from "./load-parts.ts";
import { RUN_FILES } from "./run-folder.ts";
import type { RunResult } from "./run-record.ts";

/** One training: an experiment with one seed, its data and model read. */
export interface RunTask {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly dataset: Dataset;
  readonly model: Model;
  readonly engine: Engine;
  /** Where the run's files go; it exists and is empty. */
  readonly folder: string;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** Train, predict dev and test, write every file of the run but run.json. */
export async function executeRun(task: RunTask): Promise<RunResult> {
  const { folder, dataset, experiment, seed } = task;
  const train = augmentedPairs(experiment, dataset.train, seed);
  const [parameters, training] = await timed(() => trainModel(task, train));
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
    trainingPairsPerSecond: (train.length * experiment.epochs) / training,
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
    const { maxLength } = experiment;
    const onProgress = (done: number, total: number): void => {
      progress.update(done, total);
    };
    const outputs = await predict({ model, parameters, pairs, maxLength, engine, signal, onProgress });
    return pairs.map(({ id }, index) => ({ id, prediction: outputs[SUBMITTED_HEAD]?.[index] ?? NaN }));
  } finally {
    progress.finish();
  }
}

async function trainModel(task: RunTask, pairs: Dataset["train"]): Promise<NamedValues> {
  const { experiment, model, engine, seed, folder, reporter, signal } = task;
  const { objective, optimizer, schedule, techniques, epochs, batchSize } = experiment;
  const { accumulation, frozenLayers, maxLength, clipNorm } = experiment;
  const progress = reporter.progress("training       ");
  const rng = createRng(seed).fork("training");
  const total = pairs.length * epochs;
  let done = 0;
  // The first step compiles a graph, which takes seconds.
  progress.update(done, total, ["compiling"]);
  try {
    return await fit({
      ...{ model, objective, optimizer, schedule, techniques, pairs, epochs, batchSize },
      ...{ accumulation, frozenLayers, maxLength, clipNorm, engine, rng, signal },
      onStep: (step) => {
        appendFileSync(join(folder, RUN_FILES.metrics), `${JSON.stringify(step)}\n`);
        done += step.pairs;
        progress.update(done, total, [`epoch ${step.epoch}/${epochs}`, `loss ${step.loss.toFixed(4)}`]);
      },
    });
  } finally {
    progress.finish();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}
