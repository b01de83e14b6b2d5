import { problemsError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { dataSource, loadExperiment } from "@dalmeum/experiments";
import { sha256File } from "@dalmeum/files";
import { loadData } from "@dalmeum/runs";
import { entriesOfData } from "../ledger/entries-of-data.ts";
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
  const before = own === undefined ? entries : entries.slice(0, entries.indexOf(own));
  const { files } = await dataSource(loaded);
  const hashes = new Set(files.map((file) => sha256File(insideRoot(root, file))));
  const { same: earlier, other: ofOtherData } = entriesOfData(before, dataset, hashes);
  return runGate({ root, folder, manifest, loaded, dataset, earlier, ofOtherData, tools });
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
