import { UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import type { RunKey, RunRequest, TrainedRun } from "@dalmeum/runs";
import type { CommandReporter } from "../terminal/reporter.ts";
import type { ClusterChoice } from "./cluster-choice.ts";

/** An experiment, and which of its runs are wanted. */
export interface WantedRuns {
  readonly loaded: LoadedExperiment;
  readonly keys: readonly RunKey[];
}

/** A run that was asked for, and what became of it. */
export interface Obtained {
  readonly request: RunRequest;
  readonly made: TrainedRun | { readonly failed: UserError };
}

export interface ObtainOptions {
  readonly choice: ClusterChoice;
  readonly restart: boolean;
  readonly reporter: CommandReporter;
}

/** What is wrong with one run, a rate at which training diverges say, is a result; where all are to stop, nothing is. */
export const failedUnless =
  (signal: AbortSignal) =>
  (error: unknown): { readonly failed: UserError } => {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return { failed: error };
  };
