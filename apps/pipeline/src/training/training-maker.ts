import type { TrainingExperiment } from "../experiments/define-experiment.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import type { RunMaker, RunTools } from "../runs/run-maker.ts";
import type { RunInputs } from "../runs/run-record.ts";
import { executeRun } from "./execute-run.ts";
import { loadParts, type Parts } from "./load-parts.ts";
import { trainingPairs } from "./training-pairs.ts";

/** Runs that train a model. Data and model are read at the first that is not there yet. */
export function createTrainingMaker(
  loaded: LoadedExperiment<TrainingExperiment>,
  inputs: RunInputs,
  tools: RunTools,
): RunMaker {
  const { experiment } = loaded;
  let parts: Promise<Parts> | undefined;
  return {
    inputs,
    prepare: async (key) => {
      const first = parts === undefined;
      const { dataset, model, prepared } = await (parts ??= loadParts(loaded));
      const pairs = trainingPairs({ experiment, dataset, prepared }, key);
      return {
        notes: [...(first ? dataset.warnings : []), ...pairs.notes],
        execute: (place) => executeRun({ ...place, ...tools, experiment, seed: key.seed, pairs, dataset, model }),
      };
    },
  };
}
