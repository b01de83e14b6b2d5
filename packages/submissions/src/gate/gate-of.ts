import { problemsError } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { loadData } from "@dalmeum/runs";
import { ledgerEntries } from "../ledger/ledger-entries.ts";
import { readSubmissionManifest } from "../manifest.ts";
import type { GateTools } from "./gate-task.ts";
import { runGate } from "./run-gate.ts";
import type { GateVerdict } from "../verdicts/verdict.ts";

/**
 * Every check of a submission's folder, beside those that the ledger had before it.
 * @param tools what asks the store of runs, and weights.
 */
export async function gateOf(root: string, folder: string, tools: GateTools = {}): Promise<readonly GateVerdict[]> {
  const manifest = readSubmissionManifest(folder);
  const loaded = await loadExperiment(root, manifest.experiment);
  const dataset = await loadData(loaded);
  const entries = ledgerEntries(root);
  const own = entries.find((entry) => entry.folder === folder);
  const earlier = own === undefined ? entries : entries.slice(0, entries.indexOf(own));
  return runGate({ root, folder, manifest, loaded, dataset, earlier, tools });
}

/** @throws UserError naming the checks that failed. */
export function refuseFailed(name: string, verdicts: readonly GateVerdict[]): void {
  const failed = verdicts.filter(({ verdict }) => verdict === "failed");
  if (failed.length === 0) return;
  throw problemsError(
    `${name} is refused`,
    failed.map(({ check: of, text }) => `${of}: ${text}`),
  );
}
