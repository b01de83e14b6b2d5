import type { Described, Model } from "@dalmeum/contracts";
import type { LoadedExperiment, TrainingExperiment } from "@dalmeum/experiments";
import { readSafetensors } from "@dalmeum/files";
import type { CurrentRun } from "../../folders/last-run.ts";
import type { RunMaker, RunTools } from "../run-maker.ts";
import { checkStart } from "./start-leaks.ts";
import { startedParameters } from "./started-parameters.ts";
import { createTrainingMaker } from "./training-maker.ts";
import { weightsFile } from "./weights-file.ts";

/** What runs start from: another experiment's run, and its model as that experiment names it. */
export interface Start {
  readonly run: CurrentRun;
  readonly model: Described;
}

/** Runs that train on from what another experiment's run has trained. */
export function createStartedMaker(
  loaded: LoadedExperiment<TrainingExperiment>,
  start: Start,
  tools: RunTools,
): RunMaker {
  const { experiment } = loaded;
  const started = (base: Model): Model => ({
    ...base,
    init: (rng) => {
      const learnt = { model: start.model, parameters: readSafetensors(weightsFile(start.run)).tensors };
      return startedParameters({ model: experiment.model, parameters: base.init(rng) }, learnt, base);
    },
  });
  const model = { ...experiment.model, load: (root: string) => started(experiment.model.load(root)) };
  const maker = createTrainingMaker({ ...loaded, experiment: { ...experiment, model } }, tools);
  return {
    prepare: async (key) => {
      const run = await maker.prepare(key);
      return { ...run, notes: [`starts from ${start.run.path}`, ...run.notes, ...(await checkStart(loaded, key))] };
    },
  };
}
