import { existsSync } from "node:fs";
import { join } from "node:path";
import { createRng, type Prediction, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
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
  const { folder, dataset, experiment, seed, pairs: trainingPairs } = task;
  const { train, original, heldOut } = trainingPairs;
  const { parameters, pairs, seconds: training } = await trainModel(task);
  const trained = sampleOf(original, dataset.dev.length, seed);
  const startedAt = performance.now();
  const predictSet = async (
    name: keyof typeof PREDICTED,
    of: readonly SentencePair[],
  ): Promise<readonly Prediction[]> => {
    const label = `predicting ${PREDICTED[name]}`.padEnd(LABEL_WIDTH);
    const predictions = await submittedPredictions({ ...task, parameters, pairs: of, label });
    writePredictions(join(folder, RUN_FILES[name]), predictions);
    return predictions;
  };
  const metrics = async (name: keyof typeof PREDICTED, of: readonly ScoredPair[]): Promise<RunMetrics> =>
    pairMetrics(await predictSet(name, of), of, PREDICTED[name]);
  const result = {
    dev: await metrics("dev", dataset.dev),
    train: await metrics("train", trained),
    ...(heldOut === undefined ? {} : { heldOut: await metrics("heldOut", heldOut) }),
  };
  await predictSet("test", dataset.test);
  const prediction = (performance.now() - startedAt) / 1000;
  if (experiment.keepWeights) writeSafetensors(join(folder, RUN_FILES.weights), parameters);
  const files = Object.values(RUN_FILES).filter((file) => existsSync(join(folder, file)));
  return {
    finishedAt: new Date().toISOString(),
    ...result,
    trainPairs: train.length,
    seconds: { training, prediction },
    trainingPairsPerSecond: pairs / training,
    peakMemoryMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    files: Object.fromEntries(files.map((file) => [file, sha256File(join(folder, file))])),
  };
}

/** Some of the pairs, in their order; of equal seeds the same. */
function sampleOf(pairs: readonly ScoredPair[], size: number, seed: number): readonly ScoredPair[] {
  const rng = createRng(seed).fork("predicted training pairs");
  const chosen = new Set(rng.shuffle([...pairs.keys()]).slice(0, size));
  return pairs.filter((_, index) => chosen.has(index));
}
