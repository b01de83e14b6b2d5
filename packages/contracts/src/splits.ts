import type { Described } from "./described.ts";
import type { ScoredPair } from "./sentence-pair.ts";

/** One part of the training pairs held out from the others. */
export interface Fold {
  /** Told in records, e.g. `fold 2 of 5`; unique among the folds. */
  readonly name: string;
  readonly train: readonly ScoredPair[];
  /** Predicted by the model that the others train. No sentence of theirs is in `train`. */
  readonly heldOut: readonly ScoredPair[];
}

/** Folds, and what a reader should know of them but that stops nothing. */
export interface SplitPairs {
  readonly folds: readonly Fold[];
  readonly warnings: readonly string[];
}

/** How training pairs are held out from training in turn. Pure: same pairs, same folds. */
export interface Splits extends Described {
  /** How many folds `split` gives; they are numbered from 1. */
  readonly count: number;
  /** @throws UserError where the pairs do not allow it. */
  split(pairs: readonly ScoredPair[]): SplitPairs;
}
