import { join } from "node:path";
import type { Engine, Prediction } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { estimateOptimism, leaveOut, measurePostProcessing, withPostProcessing } from "@dalmeum/ensembling";
import { pearson } from "@dalmeum/evaluation";
import type { EnsembleExperiment } from "../experiments/define-ensemble.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { loadData } from "../runs/load-data.ts";
import { pairMetrics } from "../runs/pair-metrics.ts";
import { RUN_FILES } from "../runs/run-folder.ts";
import { runInputs } from "../runs/run-inputs.ts";
import type { RunMaker } from "../runs/run-maker.ts";
import type { RunInputs } from "../runs/run-record.ts";
import { fileHashesOf, peakMemoryMegabytes } from "../runs/write-predictions.ts";
import { moduleUsers } from "./member-modules.ts";
import { type Blended, ensembleMembers, memberPredictions } from "./ensemble-members.ts";

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
      const predictionsOf = (set: Blended, pairs: typeof test): readonly (readonly Prediction[])[] =>
        members.map((member) => memberPredictions(member, set, pairs));
      const [ofTrain, ofDev, ofTest] = [
        predictionsOf("heldOut", train),
        predictionsOf("dev", dev),
        predictionsOf("test", test),
      ];
      const { folds, warnings } = experiment.nestedFolds.split(train);
      return {
        notes: warnings,
        execute: ({ folder }) => {
          const startedAt = performance.now();
          const ensembler = withPostProcessing(experiment.ensembler, experiment.postProcessing);
          const gold = new Map(train.map(({ id, score }) => [id, score]));
          const nested = {
            ...{ ensembler, gold, members: ofTrain },
            folds: folds.map(({ heldOut }) => heldOut.map(({ id }) => id)),
          };
          const { fitted, nested: expected, predictions } = estimateOptimism(nested);
          const contributions = leaveOut({
            ...nested,
            groups: members.map(({ reference }, member) => ({ name: reference, members: [member] })),
          });
          const users = moduleUsers(members.map(({ runs }) => runs[0]?.record.inputs.options ?? {}));
          const byModule = leaveOut({
            ...nested,
            groups: users.map(({ modules, members: places }) => ({ name: modules.join(", "), members: places })),
          });
          const blend = ensembler.fit(ofTrain, gold);
          const fittedAt = performance.now();
          const blended = { heldOut: predictions, dev: blend.combine(ofDev), test: blend.combine(ofTest) };
          for (const set of ["heldOut", "dev", "test"] as const) {
            writePredictions(join(folder, RUN_FILES[set]), blended[set]);
          }
          return Promise.resolve({
            finishedAt: new Date().toISOString(),
            dev: pairMetrics(blended.dev, dev, "dev"),
            heldOut: pairMetrics(blended.heldOut, train, "out-of-fold"),
            trainPairs: train.length,
            seconds: { training: (fittedAt - startedAt) / 1000, prediction: (performance.now() - fittedAt) / 1000 },
            trainingPairsPerSecond: train.length / ((fittedAt - startedAt) / 1000),
            peakMemoryMegabytes: peakMemoryMegabytes(),
            files: fileHashesOf(folder),
            blend: {
              members: contributions.map(({ name, without, adds }, member) => ({
                experiment: name,
                weight: blend.weights[member] ?? NaN,
                pearson: pearson(
                  (ofTrain[member] ?? []).map(({ prediction }) => prediction),
                  train.map(({ score }) => score),
                ),
                without,
                adds,
              })),
              modules: byModule.map(({ without, adds }, index) => ({
                modules: [...(users[index]?.modules ?? [])],
                members: (users[index]?.members ?? []).map((place) => members[place]?.reference ?? ""),
                without,
                adds,
              })),
              fitted,
              nested: expected,
              postProcessing: [
                ...measurePostProcessing({
                  ...{ ...nested, ensembler: experiment.ensembler },
                  steps: experiment.postProcessing,
                }),
              ],
            },
          });
        },
      };
    },
  };
}
