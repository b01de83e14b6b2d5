import type { ScoredPair, SentencePair } from "./sentence-pair.ts";
import type { Described } from "./described.ts";

/** The three files of a competition, read and checked. */
export interface Dataset {
  readonly train: readonly ScoredPair[];
  readonly dev: readonly ScoredPair[];
  readonly test: readonly SentencePair[];
  /** What a reader should know but that stops nothing, e.g. the threshold inferred for binary-label. */
  readonly warnings: readonly string[];
}

/** Where an experiment's pairs come from. */
export interface DataSource extends Described {
  /** Files read, relative to the workspace root; their contents identify the data of a run. */
  readonly files: readonly string[];
  /**
   * Read and check every file.
   * @param root the workspace root, absolute.
   * @throws UserError naming file, line and column of up to twenty problems.
   */
  load(root: string): Promise<Dataset>;
}
