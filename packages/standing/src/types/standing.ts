import type { Ground, Interval } from "./numbers.ts";

/** Experiments by their score: those that are made of the same pairs, and are judged on the same. */
export interface Standing {
  /** Id in `BoardIndex.data`. */
  readonly data: string;
  readonly ground: Ground;
  /** Pairs that are judged on. */
  readonly pairs: number;
  /** Highest score first. */
  readonly rows: readonly StandingRow[];
}

export interface StandingRow {
  /** Id in `BoardIndex.experiments`. */
  readonly experiment: string;
  /** Mean over seeds of Pearson's r, with its interval over other pairs and, from two seeds on, other seeds. */
  readonly score: Interval;
  /** Of each seed. */
  readonly perSeed: readonly number[];
  /**
   * `best` has the highest score; `tied` cannot be told apart from it, and both are first; `behind` is told apart, at 95 %,
   * Holm corrected for the number of rows.
   */
  readonly place: "best" | "tied" | "behind";
  /** Beside the best; null of the best itself, and of what cannot be compared with it. */
  readonly beside: BesideBest | null;
}

/** An experiment held against the best one: the paired test of `npx dalmeum compare`. */
export interface BesideBest {
  /** Score less that of the best; over other pairs and, where both have two seeds, other seeds. */
  readonly difference: Interval;
  /** One-sided, Holm corrected: that it is as good as the best. 0 .. 1. */
  readonly pValue: number;
  /** False where one of the two has one seed: nothing says how another seed would do. */
  readonly overSeeds: boolean;
  /** True difference that is found in 80 % of such experiments. */
  readonly detectable: number;
  /** Seeds of each that would settle a difference as large as this one, 80 % power; null where it is settled, or no number would. */
  readonly seedsToSettle: number | null;
  /** Pairs that it takes where seeds would not do. */
  readonly pairsToSettle: number | null;
}
