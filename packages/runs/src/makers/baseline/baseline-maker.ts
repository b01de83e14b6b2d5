import { createRng, type Dataset } from "@dalmeum/contracts";
import type { BaselineExperiment, LoadedExperiment } from "@dalmeum/experiments";
import { loadPairs } from "../load-pairs.ts";
import type { RunMaker } from "../run-maker.ts";
import { runResult } from "../run-result.ts";
import { writeAllPredictions } from "../../predictions/write-predictions.ts";
import { keptPairs } from "../pairs/training-pairs.ts";

/** Runs that fit a learner. */
export function createBaselineMaker(loaded: LoadedExperiment<BaselineExperiment>): RunMaker {
  const { experiment } = loaded;
  let data: Promise<Dataset> | undefined;
  return {
    prepare: async (key) => {
      const first = data === undefined;
      const dataset = await (data ??= loadPairs(loaded.experiment.data, loaded.root));
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
