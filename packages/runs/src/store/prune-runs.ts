import { randomUUID } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PastRun } from "../folders/last-run.ts";
import { createJudge } from "./judge-runs.ts";
import { chosenNames, folderBytes, hasWeights, localRuns } from "./local-runs.ts";
import { isWhole } from "./put-run.ts";
import type { RunStore } from "./run-store.ts";
import type { RunShare } from "./share-runs.ts";
import { readStoredRun, storesWeights } from "./stored-run.ts";

/** A stale finished run that is here. */
export interface StaleRun {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly why: string | null;
  readonly bytes: number;
  /** Whether the store has all of it that is here; null where no store is asked, or it does not answer. */
  readonly stored: boolean | null;
  /** Whether a submission names it. */
  readonly submitted: boolean;
  readonly deleted: boolean;
}

export interface PruneOptions {
  /** Names of experiments; all where there is none. */
  readonly experiments: readonly string[];
  readonly delete: boolean;
  /** Whether those go too that the store lacks, or that a submission names. */
  readonly force: boolean;
  /** Identities of runs that submissions name. */
  readonly submitted: ReadonlySet<string>;
}

/**
 * Stale finished runs, some of which are deleted. What is unfinished, running or of today's is left alone, and so is what
 * nobody can judge.
 * @throws UserError where there is no such experiment.
 */
export async function pruneRuns(
  root: string,
  options: PruneOptions,
  share: RunShare | undefined,
): Promise<readonly StaleRun[]> {
  const judge = createJudge(root);
  const stale: (PastRun & Omit<StaleRun, "deleted">)[] = [];
  // All are judged before one is deleted: an ensemble's is judged by its members.
  for (const { folder, path, state } of localRuns(root, chosenNames(root, options.experiments))) {
    if (state.kind !== "finished") continue;
    const { record } = state;
    const { today, why } = await judge(record, folder);
    if (today !== false) continue;
    const stored = (await share?.ask((store) => isStored(store, { folder, record }))) ?? null;
    const submitted = options.submitted.has(record.identity);
    stale.push({ folder, record, path, why, bytes: folderBytes(folder), stored, submitted });
  }
  return stale.map(({ folder, record: _, ...run }) => {
    const deleted = options.delete && (options.force || (run.stored === true && !run.submitted));
    if (deleted) deleteFolder(folder);
    return { ...run, deleted };
  });
}

/** Weights that are here count: they would be lost. */
async function isStored(store: RunStore, { folder, record }: PastRun): Promise<boolean> {
  const stored = await readStoredRun(store, record.identity);
  if (stored === undefined || !(await isWhole(store, stored))) return false;
  return !hasWeights(folder) || (await storesWeights(store, stored));
}

/** Under another name first: what is left of a run that is half deleted is no run. */
function deleteFolder(folder: string): void {
  const aside = join(dirname(folder), `pruned-${randomUUID()}`);
  renameSync(folder, aside);
  rmSync(aside, { recursive: true });
}
