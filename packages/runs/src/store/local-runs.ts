import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { expectExperiment, experimentNames, parseReference } from "@dalmeum/experiments";
import { runFolders, type RunState, runState } from "../folders/run-folder.ts";
import { RUN_FILES } from "../record/run-files.ts";

/** A run folder, of whatever state. */
export interface LocalRun {
  readonly experiment: string;
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  /** Damaged where its run.json is. */
  readonly state: RunState | { readonly kind: "damaged" };
}

/**
 * Names of experiments, all where none is asked for.
 * @throws UserError where there is no such experiment.
 */
export function chosenNames(root: string, asked: readonly string[]): readonly string[] {
  const chosen = asked.map((text) => expectExperiment(root, parseReference(text).name));
  return chosen.length === 0 ? experimentNames(root) : [...new Set(chosen)];
}

/** Every run folder of some experiments. */
export function localRuns(root: string, names: readonly string[]): readonly LocalRun[] {
  return names.flatMap((experiment) =>
    runFolders(join(root, "experiments", experiment)).map((folder) => ({
      experiment,
      folder,
      path: relative(root, folder),
      state: stateOf(folder),
    })),
  );
}

export const hasWeights = (folder: string): boolean => existsSync(join(folder, RUN_FILES.weights));

/** Bytes of all files in a folder. */
export function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** One damaged record is no reason not to tell of the others. */
function stateOf(folder: string): LocalRun["state"] {
  try {
    return runState(folder);
  } catch (error) {
    if (error instanceof UserError) return { kind: "damaged" };
    throw error;
  }
}
