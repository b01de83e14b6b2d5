import { join } from "node:path";
import { type Dataset, problemsError, type SentencePair } from "@dalmeum/contracts";
import { insideRoot, readPredictions, writePredictions } from "@dalmeum/data";
import { type LoadedExperiment, predictionFiles, type PredictionsExperiment } from "@dalmeum/experiments";
import { loadPairs } from "../load-pairs.ts";
import { idProblems, pairMetrics } from "../../predictions/pair-metrics.ts";
import { RUN_FILES } from "../../record/run-files.ts";
import type { RunMaker } from "../run-maker.ts";
import { runResult } from "../run-result.ts";

/** The one run that predictions from elsewhere make: checked, and laid down where runs lie. */
export function createPredictionsMaker(loaded: LoadedExperiment<PredictionsExperiment>): RunMaker {
  return {
    prepare: async () => {
      const dataset = await loadPairs(loaded.experiment.data, loaded.root);
      const sets = readSets(loaded, dataset);
      return {
        notes: dataset.warnings,
        execute: ({ folder }) => {
          const startedAt = performance.now();
          for (const { name, predictions } of Object.values(sets)) {
            writePredictions(join(folder, RUN_FILES[name]), predictions);
          }
          return Promise.resolve(
            runResult(folder, {
              dev: pairMetrics(sets.dev.predictions, dataset.dev, "dev"),
              heldOut: pairMetrics(sets.heldOut.predictions, dataset.train, "out-of-fold"),
              trainPairs: dataset.train.length,
              seconds: { training: 0, prediction: (performance.now() - startedAt) / 1000 },
              trainingPairsPerSecond: 0,
            }),
          );
        },
      };
    },
  };
}

/** @throws UserError naming the file, and ids that it lacks, repeats or has beside those of the data. */
function readSets(loaded: LoadedExperiment<PredictionsExperiment>, { train, dev, test }: Dataset) {
  const files = predictionFiles(loaded);
  const read = <Name extends keyof typeof files>(name: Name, pairs: readonly SentencePair[]) => {
    const predictions = readPredictions(insideRoot(loaded.root, files[name]));
    const problems = idProblems(predictions, pairs);
    if (problems.length > 0) throw problemsError(files[name], problems);
    return { name, predictions };
  };
  return { heldOut: read("heldOut", train), dev: read("dev", dev), test: read("test", test) };
}
