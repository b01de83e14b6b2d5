import {
  createRng,
  type Dataset,
  type PreparedPair,
  problemsError,
  type ScoredPair,
  UserError,
} from "@dalmeum/contracts";
import type { Experiment } from "../experiments/define-experiment.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import type { RunKey } from "./run-key.ts";

/** Of each augmentation, the pairs that were prepared for it. */
export type Prepared = readonly (readonly PreparedPair[])[];

/** What a run trains on, and what it is kept from. */
export interface TrainingPairs {
  /** After every augmentation. */
  readonly train: readonly ScoredPair[];
  /** Those of them that no augmentation made. */
  readonly original: readonly ScoredPair[];
  /** Of the fold that is held out; absent where there is none. */
  readonly heldOut?: readonly ScoredPair[];
}

/**
 * Read what augmentations take from files.
 * @throws UserError where a file has problems, or a pair's parent is not among the training pairs.
 */
export async function loadPrepared({ root, experiment }: LoadedExperiment, { train }: Dataset): Promise<Prepared> {
  const known = new Set(train.map(({ id }) => id));
  return Promise.all(
    experiment.augmentation.map(async ({ name, prepared }) => {
      const pairs = prepared === undefined ? [] : await prepared.load(root);
      const orphans = pairs.filter(({ parentId }) => !known.has(parentId));
      if (orphans.length > 0) {
        throw problemsError(
          `${name}: pairs whose parent is no training pair`,
          orphans.map(({ id, parentId }) => `"${id}" has parent "${parentId}"`),
        );
      }
      return pairs;
    }),
  );
}

/** The pairs that a run trains on. Augmentations see the training part of its fold alone. */
export function trainingPairs(
  {
    experiment,
    dataset,
    prepared,
  }: { readonly experiment: Experiment; readonly dataset: Dataset; readonly prepared: Prepared },
  { seed, fold }: RunKey,
): TrainingPairs {
  const { folds } = experiment;
  if (folds === undefined || fold === undefined) {
    return { train: augmentedPairs(experiment, dataset.train, prepared, seed), original: dataset.train };
  }
  const held = folds.split(dataset.train).folds[fold - 1];
  if (held === undefined) throw new UserError(`${folds.name}: found no fold ${fold}, expected ${folds.count} of them`);
  const train = augmentedPairs(experiment, held.train, prepared, seed);
  return { train, original: held.train, heldOut: held.heldOut };
}

/** Pairs after every augmentation in turn; each has a stream of random numbers of its own. */
export function augmentedPairs(
  { augmentation }: Experiment,
  pairs: readonly ScoredPair[],
  prepared: Prepared,
  seed: number,
): readonly ScoredPair[] {
  const rng = createRng(seed).fork("augmentation");
  return augmentation.reduce(
    (augmented, step, index) => step.augment(augmented, rng.fork(`${index} ${step.name}`), prepared[index] ?? []),
    pairs,
  );
}
