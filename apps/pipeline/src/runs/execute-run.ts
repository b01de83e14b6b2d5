import { existsSync } from "node:fs";
import { join } from "node:path";
import { createRng, type NamedValues, type Prediction, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
import { createPredictor } from "@dalmeum/training";
import { sha256File } from "./hash.ts";
import { pairMetrics } from "./pair-metrics.ts";
import { RUN_FILES } from "./run-folder.ts";
import type { RunMetrics, RunResult } from "./run-record.ts";
import type { RunTask } from "./run-task.ts";
import { submittedPredictions } from "./submitted-predictions.ts";
import { trainModel } from "./train-model.ts";

/** What a run predicts, as it is called. */
const PREDICTED = { dev: "dev", train: "train", heldOut: "out-of-fold", test: "test" } as const;
const LABEL_WIDTH = "predicting train".length;

/** Train, predict, write every file of the run but run.json. */
export async function executeRun(task: RunTask): Promise<RunResult> {
  const { folder, experiment, pairs } = task;
  const { parameters, pairs: trained, seconds: training } = await trainModel(task);
  const startedAt = performance.now();
  const metrics = await predictSets(task, parameters);
  const prediction = (performance.now() - startedAt) / 1000;
  if (experiment.keepWeights) writeSafetensors(join(folder, RUN_FILES.weights), parameters);
  const files = Object.values(RUN_FILES).filter((file) => existsSync(join(folder, file)));
  return {
    finishedAt: new Date().toISOString(),
    ...metrics,
    trainPairs: pairs.train.length,
    seconds: { training, prediction },
    trainingPairsPerSecond: trained / training,
    peakMemoryMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    files: Object.fromEntries(files.map((file) => [file, sha256File(join(folder, file))])),
  };
}

/** Predict every set of pairs, write the predictions, and compare those that have a gold score with it. */
async function predictSets(
  { folder, dataset, experiment, seed, pairs: { original, heldOut }, model, engine, reporter, signal }: RunTask,
  parameters: NamedValues,
): Promise<Pick<RunResult, "dev" | "train" | "heldOut">> {
  const { maxLength, symmetric } = experiment;
  const predictor = createPredictor({ model, maxLength, symmetric, engine, signal });
  const predict = async (name: keyof typeof PREDICTED, of: readonly SentencePair[]): Promise<readonly Prediction[]> => {
    const progress = reporter.progress(`predicting ${PREDICTED[name]}`.padEnd(LABEL_WIDTH));
    const predictions = await submittedPredictions(predictor, of, progress);
    writePredictions(join(folder, RUN_FILES[name]), predictions);
    return predictions;
  };
  const metrics = async (name: keyof typeof PREDICTED, of: readonly ScoredPair[]): Promise<RunMetrics> =>
    pairMetrics(await predict(name, of), of, PREDICTED[name]);
  try {
    await predictor.set(parameters);
    const dev = await metrics("dev", dataset.dev);
    const train = await metrics("train", sampleOf(original, dataset.dev.length, seed));
    await predict("test", dataset.test);
    return { dev, train, ...(heldOut === undefined ? {} : { heldOut: await metrics("heldOut", heldOut) }) };
  } finally {
    await predictor.dispose();
  }
}

/** Some of the pairs, in their order; of equal seeds the same. */
function sampleOf(pairs: readonly ScoredPair[], size: number, seed: number): readonly ScoredPair[] {
  const rng = createRng(seed).fork("predicted training pairs");
  const chosen = new Set(rng.shuffle([...pairs.keys()]).slice(0, size));
  return pairs.filter((_, index) => chosen.has(index));
}
