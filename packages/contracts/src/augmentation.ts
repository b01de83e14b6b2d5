import type { Described } from "./described.ts";
import type { Rng } from "./rng.ts";
import type { ScoredPair } from "./sentence-pair.ts";

/** Pairs in, more pairs out. Pure: same pairs and seed, same result; the input is left as it is. */
export interface Augmentation extends Described {
  /** What the score of a new pair is, in one sentence. */
  readonly labelRule: string;
  /** @returns the given pairs, then the new ones, each with a unique id and the `parentId` of its origin. */
  augment(pairs: readonly ScoredPair[], rng: Rng): readonly ScoredPair[];
}
