import {
  createRng,
  type Dataset,
  type PreparedPair,
  problemsError,
  type ScoredPair,
  UserError,
} from "@dalmeum/contracts";
import type { BaselineExperiment, LoadedExperiment, TrainingExperiment } from "@dalmeum/experiments";
import { admitPairs } from "./admit-pairs.ts";
import type { RunKey } from "../../record/run-key.ts";

/** Of each augmentation, the pairs that were prepared for it. */
export type Prepared = readonly (readonly PreparedPair[])[];

/** What a run trains on, and what it is kept from. */
export interface TrainingPairs {
  /** After every augmentation. */
  readonly train: readonly ScoredPair[];
  /** Those of them that no augmentation made. */
  readonly original: readonly ScoredPair[];
  /** Of the fold that is held out; undefined where there is none. */
  readonly heldOut: readonly ScoredPair[] | undefined;
  /** What a reader should know of them. */
  readonly notes: readonly string[];
}

/**
 * Read what augmentations take from files.
 * @throws UserError where a file has problems, or a pair's parent is not among the training pairs.
 */
export async function loadPrepared(
  { root, experiment }: LoadedExperiment<TrainingExperiment>,
  { train }: Dataset,
): Promise<Prepared> {
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

/**
 * The pairs that a run trains on. Augmentations see the training part of its fold alone; what they make is looked through
 * for leaks once more.
 * @throws UserError where pairs leak and the experiment refuses them.
 */
export function trainingPairs({ experiment, dataset, prepared }: TrainingData, { seed, fold }: RunKey): TrainingPairs {
  const { leakage } = experiment;
  const part = partOf(experiment, dataset, fold);
  const heldOut = judgedPairs(dataset, part);
  const original = admitPairs(part.train, heldOut, leakage);
  const augmented = augmentedPairs(experiment, original.pairs, prepared, seed);
  const train = admitPairs(augmented, heldOut, leakage);
  // What is kept once is kept again with its copies, and told once.
  const notes = leakage === "keep" && original.notes.length > 0 ? original.notes : [...original.notes, ...train.notes];
  return {
    train: train.pairs,
    original: original.pairs,
    heldOut: Object.values(part.heldOut)[0],
    notes: [...part.notes, ...notes],
  };
}

/**
 * The pairs that a run without augmentation trains on, and what it is kept from.
 * @throws UserError where pairs leak and the experiment refuses them.
 */
export function keptPairs(
  experiment: Pick<BaselineExperiment, "folds" | "leakage">,
  dataset: Dataset,
  fold: number | undefined,
): Omit<TrainingPairs, "original"> {
  const part = partOf(experiment, dataset, fold);
  const { pairs, notes } = admitPairs(part.train, judgedPairs(dataset, part), experiment.leakage);
  return { train: pairs, heldOut: Object.values(part.heldOut)[0], notes: [...part.notes, ...notes] };
}

interface TrainingData {
  readonly experiment: TrainingExperiment;
  readonly dataset: Dataset;
  readonly prepared: Prepared;
}

/** The training pairs, and by its fold's name what is held out of them. */
interface Part {
  readonly train: readonly ScoredPair[];
  readonly heldOut: Readonly<Record<string, readonly ScoredPair[]>>;
  readonly notes: readonly string[];
}

/** What a run is judged on, by what it is called. */
const judgedPairs = ({ dev, test }: Dataset, { heldOut }: Part) => ({ dev, test, ...heldOut });

function partOf({ folds }: Pick<BaselineExperiment, "folds">, { train }: Dataset, fold: number | undefined): Part {
  if (folds === undefined || fold === undefined) return { train, heldOut: {}, notes: [] };
  const { folds: all, warnings } = folds.split(train);
  const part = all[fold - 1];
  if (part === undefined) throw new UserError(`${folds.name}: found no fold ${fold}, expected ${folds.count} of them`);
  return { train: part.train, heldOut: { [part.name]: part.heldOut }, notes: warnings };
}

/** Pairs after every augmentation in turn; each has a stream of random numbers of its own. */
export function augmentedPairs(
  { augmentation }: TrainingExperiment,
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
