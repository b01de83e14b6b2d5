import type { Described } from "./described.ts";
import type { Prediction } from "./sentence-pair.ts";

/** Predictions of several members for the same pairs in, one prediction a pair out, in the first member's order. */
export type Combine = (members: readonly (readonly Prediction[])[]) => readonly Prediction[];

/** Learns how to combine members. Rows are joined by id, never by position. */
export interface Ensembler extends Described {
  /**
   * @param members out-of-fold predictions, the same ids in each.
   * @param gold score by id.
   * @throws UserError naming ids that a member lacks, repeats or has alone.
   */
  fit(members: readonly (readonly Prediction[])[], gold: ReadonlyMap<string, number>): Combine;
}
