import type { StoredRun } from "@dalmeum/evidence";
import type { Settings } from "@dalmeum/experiments";
import { type LocalRun, localRuns, type RunInProgress, runInProgress } from "@dalmeum/runs";

/** A run folder with what is known of it. */
export interface FoundRun {
  readonly experiment: string;
  readonly folder: string;
  /** From the workspace root, with slashes. */
  readonly path: string;
  readonly state: "finished" | "running" | "unfinished" | "failed" | "damaged";
  readonly finished: StoredRun | undefined;
  readonly inProgress: RunInProgress | undefined;
  /** Undefined where nothing tells them. */
  readonly settings: Settings | undefined;
}

/** Every run folder of some experiments. */
export const findRuns = (root: string, names: readonly string[]): readonly FoundRun[] =>
  localRuns(root, names).map(foundRun);

function foundRun({ experiment, folder, path: local, state }: LocalRun): FoundRun {
  const path = local.replaceAll("\\", "/");
  const place = { experiment, folder, path };
  if (state.kind === "finished") {
    const { record } = state;
    const finished = { folder, path: local, record };
    return { ...place, state: "finished", finished, inProgress: undefined, settings: record.settings };
  }
  if (state.kind === "damaged") {
    return { ...place, state: "damaged", finished: undefined, inProgress: undefined, settings: undefined };
  }
  const inProgress = runInProgress(folder);
  const known = inProgress?.state ?? (state.kind === "running" ? "running" : "unfinished");
  return { ...place, state: known, finished: undefined, inProgress, settings: inProgress?.record.settings };
}
