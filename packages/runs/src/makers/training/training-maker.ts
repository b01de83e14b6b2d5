import type { Dataset, Model } from "@dalmeum/contracts";
import type { LoadedExperiment, TrainingExperiment } from "@dalmeum/experiments";
import type { RunMaker, RunTools } from "../run-maker.ts";
import { executeRun } from "./execute-run.ts";
import { loadParts, type Parts } from "./load-parts.ts";
import { trainingPairs } from "../pairs/training-pairs.ts";

/** Runs that train a model. Data and model are read at the first that is not there yet. */
export function createTrainingMaker(loaded: LoadedExperiment<TrainingExperiment>, tools: RunTools): RunMaker {
  const { experiment } = loaded;
  let parts: Promise<Parts> | undefined;
  return {
    prepare: async (key) => {
      const first = parts === undefined;
      const { dataset, model, prepared } = await (parts ??= loadParts(loaded));
      const pairs = trainingPairs({ experiment, dataset, prepared }, key);
      return {
        notes: [...(first ? [...dataset.warnings, ...warningsOf(model, dataset)] : []), ...pairs.notes],
        execute: (place) => executeRun({ ...tools, ...place, experiment, seed: key.seed, pairs, dataset, model }),
      };
    },
  };
}

/** Pairs that a model is asked about: more would tell the same, later. */
const ASKED = 1000;

function warningsOf(model: Model, { train, dev, test }: Dataset): readonly string[] {
  const pairs = [...train, ...dev, ...test];
  const step = Math.ceil(pairs.length / ASKED);
  return model.warnings?.(pairs.filter((_, index) => index % step === 0)) ?? [];
}
