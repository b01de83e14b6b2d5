import { join } from "node:path";
import type { Engine, SentencePair } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import type { EnsembleExperiment } from "../experiments/define-ensemble.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { loadData } from "../runs/load-data.ts";
import { pairMetrics } from "../runs/pair-metrics.ts";
import { RUN_FILES } from "../runs/run-folder.ts";
import { runInputs } from "../runs/run-inputs.ts";
import type { RunMaker } from "../runs/run-maker.ts";
import type { RunInputs } from "../runs/run-record.ts";
import { runResult } from "../runs/run-result.ts";
import { type Blended, ensembleMembers, memberPredictions } from "./ensemble-members.ts";
import { fitBlend } from "./fit-blend.ts";

/** The one run that an ensemble makes: its blend, fitted on its members' out-of-fold predictions. */
export function createEnsembleMaker(
  loaded: LoadedExperiment<EnsembleExperiment>,
  inputs: RunInputs,
  engine: Engine,
): RunMaker {
  const { experiment } = loaded;
  return {
    inputs,
    prepare: async () => {
      const { train, dev, test } = await loadData(loaded);
      const members = await ensembleMembers(loaded, (member) => runInputs(member, engine));
      const predictionsOf = (set: Blended, pairs: readonly SentencePair[]) =>
        members.map((member) => memberPredictions(member, set, pairs));
      const predictions = predictionsOf("heldOut", train);
      const ofDev = predictionsOf("dev", dev);
      const ofTest = predictionsOf("test", test);
      const split = experiment.nestedFolds.split(train);
      return {
        notes: split.warnings,
        execute: ({ folder }) => {
          const startedAt = performance.now();
          const folds = split.folds.map(({ heldOut }) => heldOut.map(({ id }) => id));
          const blend = fitBlend({ experiment, members, predictions, train, folds });
          const fittedAt = performance.now();
          const blended = { heldOut: blend.heldOut, dev: blend.combine(ofDev), test: blend.combine(ofTest) };
          for (const set of ["heldOut", "dev", "test"] as const) {
            writePredictions(join(folder, RUN_FILES[set]), blended[set]);
          }
          const training = (fittedAt - startedAt) / 1000;
          return Promise.resolve(
            runResult(folder, {
              dev: pairMetrics(blended.dev, dev, "dev"),
              heldOut: pairMetrics(blended.heldOut, train, "out-of-fold"),
              trainPairs: train.length,
              seconds: { training, prediction: (performance.now() - fittedAt) / 1000 },
              trainingPairsPerSecond: train.length / training,
              blend: blend.result,
            }),
          );
        },
      };
    },
  };
}
