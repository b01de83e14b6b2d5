import { basename, relative } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { checkRunFiles, runFolder, runFolders, runState } from "./run-folder.ts";
import { runIdentity } from "../record/run-identity.ts";
import { keySlug, keyText, type RunKey, runKeys } from "../record/run-key.ts";
import type { FinishedRun, RunInputs } from "../record/run-record.ts";

/** A run that follows from what stands in the workspace now. */
export interface CurrentRun {
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  readonly record: FinishedRun;
}

/**
 * Every run of an experiment, of all seeds and folds, each finished and following from what stands in the workspace now.
 * @throws UserError naming those that are not there, or runs whose files have changed.
 */
export function finishedRuns(
  { root, reference, folder, experiment }: LoadedExperiment,
  inputs: RunInputs,
): readonly CurrentRun[] {
  const runs: CurrentRun[] = [];
  const problems: string[] = [];
  for (const key of runKeys(experiment)) {
    const expected = runFolder(folder, key, runIdentity(inputs, key));
    const path = relative(root, expected);
    const state = runState(expected);
    if (state.kind === "finished") {
      checkRunFiles(expected, state.record);
      runs.push({ folder: expected, path, record: state.record });
    } else if (state.kind === "missing") {
      problems.push(`${keyText(key)}: ${otherRuns(folder, key)}`);
    } else {
      problems.push(`${keyText(key)}: ${path} is ${state.kind}`);
    }
  }
  if (problems.length > 0)
    throw problemsError(`${reference} is not trained, run \`dalmeum train ${reference}\` first`, problems);
  return runs;
}

function otherRuns(folder: string, key: RunKey): string {
  const runs = new RegExp(`^${keySlug(key)}-[0-9a-f]+$`);
  const others = runFolders(folder).filter((run) => runs.test(basename(run)));
  return others.length === 0
    ? "found no run"
    : `found ${others.length} with other code, data or options, stale or unfinished`;
}
