import type { Gap, Interval, Time } from "./numbers.ts";

/** The ledger; piece `submissions`. */
export interface SubmissionsPage {
  readonly budget: {
    readonly perDay: number;
    /** Of IANA, where the day begins. */
    readonly timeZone: string;
    /** `2026-01-31`, as the competition counts days. */
    readonly day: string;
    readonly spent: number;
    readonly left: number;
  };
  /** Oldest first. */
  readonly entries: readonly SubmissionRow[];
  /** Name of the one with the highest public score, else the highest dev. */
  readonly best: string | null;
  /** Submissions that were written and not handed in. */
  readonly waiting: readonly WaitingSubmission[];
}

export interface SubmissionRow {
  /** Its folder's in submissions/. */
  readonly name: string;
  readonly experiment: string;
  readonly addedAt: Time;
  /** Its day, as the competition counts them. */
  readonly day: string;
  /** What it was to find out, in the team's words. */
  readonly why: string;
  readonly outOfFold: Interval | null;
  readonly dev: Interval | null;
  readonly public: number | null;
  readonly private: number | null;
  /** Dev less public; the band takes all of test for the public part. */
  readonly publicGap: Gap | null;
  readonly privateGap: Gap | null;
  /** Of the earlier ones on the same test ids, whose targets are nearest; null of the first. */
  readonly nearest: Nearest | null;
}

export interface WaitingSubmission {
  readonly experiment: string;
  readonly outOfFold: Interval | null;
  readonly dev: Interval | null;
  readonly nearest: Nearest | null;
}

export interface Nearest {
  readonly name: string;
  /** Pearson's r of the two columns of targets. */
  readonly r: number;
  /** Whether that is as good as 1: to hand it in would tell nothing. */
  readonly isCopy: boolean;
}
