import type { Dataset, Prediction, SentencePair } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import type { PastRun, RunShare } from "@dalmeum/runs";
import type { LedgerEntry } from "../ledger/ledger-entries.ts";
import type { SubmissionManifest } from "../manifest.ts";

/** What reaches beyond the submission's folder; each where there is one. */
export interface GateTools {
  /** Fetches a run of an identity from the team's store; undefined where that has none, or none to be believed. */
  readonly fetch?: RunShare["fetch"];
  /** Where the store has a run otherwise than it is here. */
  storedOtherwise?(run: PastRun): Promise<readonly string[]>;
  /** Predicts pairs with a run's weights on the run's engine; undefined where either is not here. */
  predict?(
    loaded: LoadedExperiment,
    run: PastRun & { readonly path: string },
    pairs: readonly SentencePair[],
  ): Promise<readonly Prediction[] | undefined>;
}

/** A submission and what it is held against. */
export interface GateTask {
  readonly root: string;
  /** The submission's, absolute. */
  readonly folder: string;
  readonly manifest: SubmissionManifest;
  readonly loaded: LoadedExperiment;
  readonly dataset: Dataset;
  /** Submissions of the same data that the ledger had before, oldest first. */
  readonly earlier: readonly LedgerEntry[];
  /** Those of other data, which this one is not held against. */
  readonly ofOtherData: readonly LedgerEntry[];
  readonly tools: GateTools;
}
