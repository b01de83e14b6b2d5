/** Two sentences to compare; NFC-normalised, without zero-width characters. */
export interface SentencePair {
  /** Unique within its file and, by convention, across train, dev and test. */
  readonly id: string;
  /** Where the pair was collected, e.g. `main-captions/MSRvid`. */
  readonly source: string;
  readonly sentence1: string;
  readonly sentence2: string;
}

/** A pair with its gold similarity. */
export interface ScoredPair extends SentencePair {
  /** Similarity, 0 (unrelated) .. 5 (same meaning). */
  readonly score: number;
  /** 1 where the annotators call the pair similar, else 0. */
  readonly binaryLabel: 0 | 1;
  /**
   * A sentence that resembles `sentence1` and does not mean it, for losses that set it against `sentence2`. Of pairs that are trained on
   * together all have one, or none has.
   */
  readonly hardNegative?: string;
  /** The pair that an augmentation made this one from; absent on original pairs. */
  readonly parentId?: string;
}

/** One model output for one pair, not clipped. */
export interface Prediction {
  readonly id: string;
  readonly prediction: number;
}

/** The range of `score`, and of a submission's values. */
export const SCORE_RANGE = { minimum: 0, maximum: 5 } as const;
