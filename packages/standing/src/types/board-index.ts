import type { ExperimentSummary, RunCounts } from "./experiment-summary.ts";
import type { Commit, Ground, Time } from "./numbers.ts";
import type { Problem } from "./problem.ts";
import type { Standing } from "./standing.ts";

/** What is loaded first: the heading, the overview, and Standing. */
export interface BoardIndex {
  /** Name of the workspace. */
  readonly title: string;
  readonly writtenAt: Time;
  readonly commit: Commit | null;
  /** Whether a server tells of changes. */
  readonly live: boolean;
  /** Names of the other pieces that are there. */
  readonly pieces: readonly string[];
  /** By reference. */
  readonly experiments: readonly ExperimentSummary[];
  /** Of each data and ground; the one to show first stands first. */
  readonly standings: readonly Standing[];
  readonly data: readonly DataSummary[];
  /** Of all experiments. */
  readonly runs: RunCounts;
  readonly submissions: SubmissionsSummary;
  readonly problems: readonly Problem[];
}

/** Files that experiments are made of. */
export interface DataSummary {
  /** /^[a-z0-9-]+$/ */
  readonly id: string;
  /** Folder of its files from the workspace root, or the files. */
  readonly name: string;
  readonly pairs: { readonly train: number; readonly dev: number; readonly test: number };
  /** Grounds that some experiments are judged on. */
  readonly grounds: readonly Ground[];
}

export interface SubmissionsSummary {
  readonly count: number;
  /** That today takes more. */
  readonly left: number;
  readonly perDay: number;
  /** With the highest public score, else the highest dev; null where there is none. */
  readonly best: {
    readonly name: string;
    readonly experiment: string;
    readonly dev: number | null;
    readonly public: number | null;
  } | null;
}
