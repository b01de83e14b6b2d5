/** An estimate with what 95 % of repetitions would give. JSON has no NaN: where one of the three is none, all is null. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** One correlation less another on other pairs, -2 .. 2. */
export interface Gap extends Interval {
  /** How far from 0 a gap may lie by the draw of pairs alone, 0 and up. */
  readonly band: number;
  /** What is left of the gap past the band, with its sign; 0 where chance explains it. */
  readonly beyondBand: number;
}

/** Milliseconds since 1970, UTC. */
export type Time = number;

/** What a run or submission was made from; null where git could not be read. */
export interface Commit {
  /** Of SHA-1 or SHA-256, in hexadecimal. */
  readonly hash: string;
  /** Whether files differed from it. */
  readonly dirty: boolean;
}

/** What pairs runs are judged on. */
export type Ground = "dev" | "out-of-fold";

export type Metric = "pearson" | "spearman";
