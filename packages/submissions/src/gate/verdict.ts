import type { Dataset } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import type { LedgerEntry } from "../ledger/ledger-entries.ts";
import type { SubmissionManifest } from "../manifest.ts";

/** What one check of the gate says. A warning stops nobody, and a failure everybody. */
export interface GateVerdict {
  readonly check: string;
  readonly verdict: "passed" | "warning" | "failed";
  readonly text: string;
}

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

export const passed = (check: string, text: string): GateVerdict => ({ check, verdict: "passed", text });
export const warning = (check: string, text: string): GateVerdict => ({ check, verdict: "warning", text });

/** Passed where there is no problem, else failed with the first few. */
export function verdictOf(check: string, text: string, problems: readonly string[]): GateVerdict {
  const [first, ...others] = problems;
  if (first === undefined) return passed(check, text);
  const shown = [first, ...others.slice(0, MOST_SHOWN - 1)];
  const rest = problems.length - shown.length;
  return { check, verdict: "failed", text: [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ") };
}

const MOST_SHOWN = 5;
