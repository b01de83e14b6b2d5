import { basename, relative } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { checkRunFiles, runFolder, runFolders, runState } from "../runs/run-folder.ts";
import { runIdentity } from "../runs/run-inputs.ts";
import type { FinishedRun, RunInputs } from "../runs/run-record.ts";

/** A run that may be submitted. */
export interface SubmittableRun {
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  readonly record: FinishedRun;
}

/**
 * The run of every seed of an experiment, each finished and following from what stands in the workspace now.
 * @throws UserError naming the seeds that have none, or runs whose files have changed.
 */
export function finishedRuns(
  { root, name, folder, experiment }: LoadedExperiment,
  inputs: RunInputs,
): readonly SubmittableRun[] {
  const runs: SubmittableRun[] = [];
  const problems: string[] = [];
  for (const seed of experiment.seeds) {
    const expected = runFolder(folder, seed, runIdentity(inputs, seed));
    const path = relative(root, expected);
    const state = runState(expected);
    if (state.kind === "finished") {
      checkRunFiles(expected, state.record);
      runs.push({ folder: expected, path, record: state.record });
    } else if (state.kind === "missing") {
      problems.push(`seed ${seed}: ${otherRuns(folder, seed)}`);
    } else {
      problems.push(`seed ${seed}: ${path} is ${state.kind}`);
    }
  }
  if (problems.length > 0)
    throw problemsError(`${name} cannot be submitted, run \`dalmeum train ${name}\` first`, problems);
  return runs;
}

function otherRuns(folder: string, seed: number): string {
  const others = runFolders(folder).filter((run) => basename(run).startsWith(`seed-${seed}-`));
  return others.length === 0
    ? "found no run"
    : `found ${others.length} with other code, data or options, stale or unfinished`;
}
