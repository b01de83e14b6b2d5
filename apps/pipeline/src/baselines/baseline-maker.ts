import { createRng, type Dataset } from "@dalmeum/contracts";
import type { BaselineExperiment } from "../experiments/define-baseline.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { loadData } from "../runs/load-data.ts";
import type { RunMaker } from "../runs/run-maker.ts";
import type { RunInputs } from "../runs/run-record.ts";
import { runResult } from "../runs/run-result.ts";
import { writeAllPredictions } from "../runs/write-predictions.ts";
import { keptPairs } from "../training/training-pairs.ts";

/** Runs that fit a learner. */
export function createBaselineMaker(loaded: LoadedExperiment<BaselineExperiment>, inputs: RunInputs): RunMaker {
  const { experiment } = loaded;
  let data: Promise<Dataset> | undefined;
  return {
    inputs,
    prepare: async (key) => {
      const first = data === undefined;
      const dataset = await (data ??= loadData(loaded));
      const { train, heldOut, notes } = keptPairs(experiment, dataset, key.fold);
      return {
        notes: [...(first ? dataset.warnings : []), ...notes],
        execute: async ({ folder }) => {
          const startedAt = performance.now();
          const score = experiment.learner.fit(train, createRng(key.seed).fork("learner"));
          const fittedAt = performance.now();
          const metrics = await writeAllPredictions({
            ...{ folder, dataset, heldOut, trained: train, seed: key.seed },
            predict: (_, pairs) => pairs.map((pair) => ({ id: pair.id, prediction: score(pair) })),
          });
          const seconds = {
            training: (fittedAt - startedAt) / 1000,
            prediction: (performance.now() - fittedAt) / 1000,
          };
          return runResult(folder, {
            ...metrics,
            trainPairs: train.length,
            seconds,
            trainingPairsPerSecond: train.length / seconds.training,
          });
        },
      };
    },
  };
}
