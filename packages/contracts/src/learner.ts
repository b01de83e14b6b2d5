import type { Described } from "./described.ts";
import type { Rng } from "./rng.ts";
import type { ScoredPair, SentencePair } from "./sentence-pair.ts";

/** What a learner learned: the prediction of a pair, on the scale of scores, not clipped. */
export type ScorePair = (pair: SentencePair) => number;

/** Learns to score pairs without an engine, e.g. a regression on counted features. */
export interface Learner extends Described {
  /**
   * @param pairs at least two.
   * @param rng what it draws from, where it draws.
   */
  fit(pairs: readonly ScoredPair[], rng: Rng): ScorePair;
}
