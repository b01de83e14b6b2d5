import { createRng, type Dataset, type Model, type ScoredPair, UserError } from "@dalmeum/contracts";
import { checkFrozenLayers, checkHeads } from "@dalmeum/training";
import { type Experiment, SUBMITTED_HEAD } from "../experiments/define-experiment.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";

/** Fewer pairs have no correlation. */
const FEWEST_DEV_PAIRS = 2;

/**
 * Read an experiment's data.
 * @throws UserError where a file has problems, or too few dev pairs for a metric.
 */
export async function loadData({ root, experiment }: LoadedExperiment): Promise<Dataset> {
  const dataset = await experiment.data.load(root);
  if (dataset.dev.length < FEWEST_DEV_PAIRS) {
    throw new UserError(`found ${dataset.dev.length} dev pairs, expected at least ${FEWEST_DEV_PAIRS}`);
  }
  return dataset;
}

/**
 * Read an experiment's model.
 * @throws UserError where a file has problems, or the model does not fit the experiment.
 */
export function loadModel({ root, name, experiment }: LoadedExperiment): Model {
  const model = experiment.model.load(root);
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

/** The training pairs after every augmentation in turn; each has a stream of random numbers of its own. */
export function augmentedPairs(
  { augmentation }: Experiment,
  pairs: readonly ScoredPair[],
  seed: number,
): readonly ScoredPair[] {
  const rng = createRng(seed).fork("augmentation");
  return augmentation.reduce(
    (augmented, step, index) => step.augment(augmented, rng.fork(`${index} ${step.name}`), []),
    pairs,
  );
}
