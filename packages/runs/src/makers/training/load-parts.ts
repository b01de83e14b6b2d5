import { type Dataset, endingAtSignals, type Model, UserError } from "@dalmeum/contracts";
import { checkFrozenLayers, checkHeads } from "@dalmeum/training";
import { type LoadedExperiment, SUBMITTED_HEAD, type TrainingExperiment } from "@dalmeum/experiments";
import { loadPairs } from "../load-pairs.ts";
import { loadPrepared, type Prepared } from "../pairs/training-pairs.ts";

/** What an experiment's runs read, beside its code. */
export interface Parts {
  readonly dataset: Dataset;
  readonly prepared: Prepared;
  readonly model: Model;
}

/**
 * Read an experiment's data and model.
 * @throws UserError where they have problems, or do not fit the experiment.
 */
export async function loadParts(loaded: LoadedExperiment<TrainingExperiment>): Promise<Parts> {
  const dataset = await loadPairs(loaded.experiment.data, loaded.root);
  return { dataset, prepared: await loadPrepared(loaded, dataset), model: loadModel(loaded) };
}

/**
 * Read an experiment's model.
 * @throws UserError where a file has problems, or the model does not fit the experiment.
 */
export function loadModel({ root, name, experiment }: LoadedExperiment<TrainingExperiment>): Model {
  const model = endingAtSignals(() => experiment.model.load(root));
  const where = `experiments/${name}/experiment.ts`;
  if (experiment.maxLength > model.maxLength) {
    throw new UserError(`${where}: found maxLength ${experiment.maxLength}, the model takes up to ${model.maxLength}`);
  }
  if (model.heads[SUBMITTED_HEAD] !== "score") {
    throw new UserError(`${where}: the model has no head "${SUBMITTED_HEAD}" that learns the score; it is submitted`);
  }
  checkHeads(model, experiment.objective);
  if (experiment.frozenLayers !== undefined) checkFrozenLayers(model, experiment.frozenLayers);
  return model;
}
