import type { Described } from "./described.ts";
import type { Rng } from "./rng.ts";
import type { ScoredPair } from "./sentence-pair.ts";

/** A pair that was made elsewhere from a training pair, e.g. by translation and back. */
export interface PreparedPair {
  /** Unique among training pairs. */
  readonly id: string;
  /** The training pair that it was made from. */
  readonly parentId: string;
  readonly sentence1: string;
  readonly sentence2: string;
  /** Absent where it is the parent's. */
  readonly score?: number;
  /** Absent where it is the parent's. */
  readonly binaryLabel?: 0 | 1;
}

/** Where prepared pairs come from. */
export interface PreparedPairs extends Described {
  /** Files read, relative to the workspace root; their contents identify the data of a run. */
  readonly files: readonly string[];
  /**
   * Read and check every file.
   * @param root the workspace root, absolute.
   * @throws UserError naming file, line and column of up to twenty problems.
   */
  load(root: string): Promise<readonly PreparedPair[]>;
}

/** Training pairs in, other training pairs out. Pure: same pairs and seed, same result; the input is left as it is. */
export interface Augmentation extends Described {
  /** What the score of a new pair is, in one sentence. */
  readonly labelRule: string;
  /** Pairs that `augment` adds; absent where it makes them itself. */
  readonly prepared?: PreparedPairs;
  /**
   * @param prepared what `prepared.load` gave; empty where there is none. Pairs of a parent that is not given are left out.
   * @returns those of the given pairs that stay, unchanged and in their order, then the new ones, each with a unique id
   * and the `parentId` of its origin.
   */
  augment(pairs: readonly ScoredPair[], rng: Rng, prepared: readonly PreparedPair[]): readonly ScoredPair[];
}
