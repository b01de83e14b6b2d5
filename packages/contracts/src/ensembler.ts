import type { Described } from "./described.ts";
import type { Prediction } from "./sentence-pair.ts";

/** What an ensembler learned. */
export interface Blend {
  /** What a unit of each member's prediction, scaled as the ensembler scales it, adds to the blend; in the members' order. */
  readonly weights: readonly number[];
  /** Predictions of the same members for the same pairs in, one prediction a pair out, in the first member's order. */
  combine(members: readonly (readonly Prediction[])[]): readonly Prediction[];
}

/** Learns how to combine members. Rows are joined by id, never by position. */
export interface Ensembler extends Described {
  /**
   * @param members out-of-fold predictions, the same ids in each.
   * @param gold score 0..5 by id, of every pair.
   * @throws UserError naming ids that a member lacks, repeats or has alone, or that have no score.
   */
  fit(members: readonly (readonly Prediction[])[], gold: ReadonlyMap<string, number>): Blend;
}

/** A change to predictions, pair by pair; what it learns, it learns from out-of-fold predictions. */
export interface PostProcessing extends Described {
  /**
   * @param predictions [n], out of fold.
   * @param gold [n], scores 0..5.
   */
  fit(predictions: readonly number[], gold: readonly number[]): (prediction: number) => number;
}
