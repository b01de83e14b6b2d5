import { UserError } from "@dalmeum/contracts";
import { canonicalJson } from "@dalmeum/files";
import { keyText, type RunKey } from "../record/run-key.ts";
import { type FinishedRun, keyOf } from "../record/run-record.ts";
import { runFolders, runState } from "./run-folder.ts";

/** A finished run, of whatever identity. */
export interface PastRun {
  readonly folder: string;
  readonly record: FinishedRun;
}

/** A run that follows from what stands in the workspace now. */
export interface CurrentRun extends PastRun {
  /** Relative to the workspace root. */
  readonly path: string;
}

/** The run of a key and of these settings that finished last; undefined where there is none. */
export function lastRun(experimentFolder: string, key: RunKey, settings: FinishedRun["settings"]): PastRun | undefined {
  const runs = runFolders(experimentFolder).flatMap((folder) => {
    const record = finishedRecord(folder);
    if (record === undefined || keyText(keyOf(record)) !== keyText(key)) return [];
    return canonicalJson(record.settings) === canonicalJson(settings) ? [{ folder, record }] : [];
  });
  const finishedAt = ({ record }: PastRun): number => Date.parse(record.result.finishedAt);
  return runs.toSorted((a, b) => finishedAt(b) - finishedAt(a))[0];
}

/** A damaged record of another run is no reason not to train this one. */
function finishedRecord(folder: string): FinishedRun | undefined {
  try {
    const state = runState(folder);
    return state.kind === "finished" ? state.record : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
