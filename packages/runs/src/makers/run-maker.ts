import type { Engine, Reporter } from "@dalmeum/contracts";
import type { RunKey } from "../record/run-key.ts";
import type { RunResult } from "../record/run-record.ts";

/** Makes the runs of one experiment; each kind of experiment has its own. */
export interface RunMaker {
  /**
   * Read and check what a run needs. Called only where the run is not there yet, and before its folder is made: bad data
   * leaves no trace.
   */
  prepare(key: RunKey): Promise<PreparedRun>;
}

export interface PreparedRun {
  /** What a reader should know of what it is made from. */
  readonly notes: readonly string[];
  /** Write every file of the run but run.json. */
  execute(place: RunPlace): Promise<RunResult>;
}

/** Where a run's files go: a folder that is there, and holds a checkpoint at most. */
export interface RunPlace {
  readonly folder: string;
  readonly identity: string;
  /** Whether to go on from the folder's checkpoint. */
  readonly resume: boolean;
  /** Aborted where the run is to stop: a person asks for it, or another process has taken it over. */
  readonly signal: AbortSignal;
}

/** What runs are made with. */
export interface RunTools {
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}
