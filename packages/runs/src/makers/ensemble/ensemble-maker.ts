import { join } from "node:path";
import type { DataSource, SentencePair } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import type { EnsembleExperiment, LoadedExperiment } from "@dalmeum/experiments";
import { pairMetrics } from "../../predictions/pair-metrics.ts";
import { RUN_FILES } from "../../record/run-files.ts";
import { loadPairs } from "../load-pairs.ts";
import type { RunMaker } from "../run-maker.ts";
import { runResult } from "../run-result.ts";
import { fitBlend } from "./fit-blend.ts";
import { type Blended, type EnsembleMember, memberPredictions } from "./member-predictions.ts";

/**
 * The one run that an ensemble makes: its blend, fitted on its members' out-of-fold predictions.
 * @param source of the pairs that its members were trained on.
 */
export function createEnsembleMaker(
  { root, experiment }: LoadedExperiment<EnsembleExperiment>,
  source: DataSource,
  members: readonly EnsembleMember[],
): RunMaker {
  return {
    prepare: async () => {
      const { train, dev, test } = await loadPairs(source, root);
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
