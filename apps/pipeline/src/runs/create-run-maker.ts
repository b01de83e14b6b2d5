import { createBaselineMaker } from "../baselines/baseline-maker.ts";
import { createEnsembleMaker } from "../ensembles/ensemble-maker.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { createPredictionsMaker } from "../external/predictions-maker.ts";
import { fetchModels } from "../training/fetch-model.ts";
import { createTrainingMaker } from "../training/training-maker.ts";
import { runInputs } from "./run-inputs.ts";
import type { RunMaker, RunTools } from "./run-maker.ts";

/**
 * What makes an experiment's runs. A model that is on a hub is downloaded first, as runs follow from its files.
 * @throws UserError where files that runs follow from are missing.
 */
export async function createRunMaker(loaded: LoadedExperiment, tools: RunTools): Promise<RunMaker> {
  await fetchModels(loaded, tools.reporter, tools.signal);
  const inputs = await runInputs(loaded, tools.engine);
  const { experiment } = loaded;
  switch (experiment.kind) {
    case "training":
      return createTrainingMaker({ ...loaded, experiment }, inputs, tools);
    case "baseline":
      return createBaselineMaker({ ...loaded, experiment }, inputs);
    case "predictions":
      return createPredictionsMaker({ ...loaded, experiment }, inputs);
    case "ensemble":
      return createEnsembleMaker({ ...loaded, experiment }, inputs, tools.engine);
  }
}
