import type { Dataset } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import type { LedgerEntry } from "../ledger/ledger-entries.ts";
import type { SubmissionManifest } from "../manifest.ts";

/** A submission and what it is held against. */
export interface GateTask {
  readonly root: string;
  /** The submission's, absolute. */
  readonly folder: string;
  readonly manifest: SubmissionManifest;
  readonly loaded: LoadedExperiment;
  readonly dataset: Dataset;
  /** Submissions that the ledger had before, oldest first. */
  readonly earlier: readonly LedgerEntry[];
}
