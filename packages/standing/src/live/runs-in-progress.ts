import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { experimentNames } from "@dalmeum/experiments";
import { RECORD, runFolders, type RunInProgress, runInProgress } from "@dalmeum/runs";

export interface PlacedRun {
  /** From the workspace root, with slashes. */
  readonly path: string;
  readonly run: RunInProgress;
}

/** Runs that nobody has finished. Finished ones are not opened: this is asked each second. */
export function runsInProgress(root: string): readonly PlacedRun[] {
  const folders = experimentNames(root).flatMap((name) => runFolders(join(root, "experiments", name)));
  return folders
    .filter((folder) => !existsSync(join(folder, RECORD)))
    .flatMap((folder) => {
      const run = inProgressIn(folder);
      return run === undefined ? [] : [{ path: relative(root, folder).replaceAll("\\", "/"), run }];
    });
}

/** A folder that no lease leaves behind is told where its experiment is. */
function inProgressIn(folder: string): RunInProgress | undefined {
  try {
    return runInProgress(folder);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
