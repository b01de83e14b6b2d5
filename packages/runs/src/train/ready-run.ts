import { relative } from "node:path";
import type { Reporter } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { editedRecord, runProblems } from "../checks/run-problems.ts";
import type { PastRun } from "../folders/last-run.ts";
import { checkRunFiles, runFolder, runState } from "../folders/run-folder.ts";
import { removeCheckpoint } from "../makers/training/checkpoint.ts";
import { runIdentity } from "../record/run-identity.ts";
import type { RunKey } from "../record/run-key.ts";
import type { FinishedRun } from "../record/run-record.ts";
import type { RunShare } from "../store/share-runs.ts";
import type { RunPlan } from "./plan-runs.ts";
import { sayEdited } from "./say-edited.ts";

/** A run that is asked for. */
export interface RunRequest {
  readonly loaded: LoadedExperiment;
  readonly key: RunKey;
  readonly plan: RunPlan;
  readonly reporter: Reporter;
  /** Where a run that is missing is looked for, and where one goes that was trained. */
  readonly share: RunShare | undefined;
}

/** A finished run. */
export interface TrainedRun {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Whether it was there already, here or in the store. */
  readonly reused: boolean;
  readonly record: FinishedRun;
}

/**
 * The finished run of an experiment and a key that is here or in the store; undefined where it is yet to be made.
 * @throws UserError where the record says what its files do not give.
 */
export async function readyRun(request: RunRequest): Promise<TrainedRun | undefined> {
  const { loaded, plan, reporter, share } = request;
  const { identity, folder, path } = placeOf(request);
  sayEdited(loaded.root, plan.reach, reporter);
  const there = finishedIn(folder);
  if (there !== undefined) {
    await checkRecord(request, { folder, record: there }, path);
    reporter.say(`${path} is finished and nothing it follows from has changed: reused`);
    return { path, reused: true, record: there };
  }
  if (runState(folder).kind !== "missing") return undefined;
  const fetched = await share?.fetch({ experimentFolder: loaded.folder, identity, weights: false });
  if (fetched === undefined) return undefined;
  await checkRecord(request, fetched, path);
  return { path, reused: true, record: fetched.record };
}

/** Where a run lies, be it there or not; its path is relative to the workspace root. */
export function placeOf({ loaded, key, plan }: Pick<RunRequest, "loaded" | "key" | "plan">) {
  const identity = runIdentity(plan.inputs, key);
  const folder = runFolder(loaded.folder, key, identity);
  return { identity, folder, path: relative(loaded.root, folder) };
}

/** @throws UserError where the record of a run that is there says what its files do not give. */
export async function checkRecord({ loaded, plan }: RunRequest, run: PastRun, path: string): Promise<void> {
  const problems = await runProblems(run, { loaded, dataset: await plan.dataset(), members: plan.members });
  if (problems.length > 0) throw editedRecord(path, problems);
}

/** The record of the finished run that a folder is. */
export function finishedIn(folder: string): FinishedRun | undefined {
  const state = runState(folder);
  if (state.kind !== "finished") return undefined;
  checkRunFiles(folder, state.record);
  // A process that was killed at its end may have left one.
  removeCheckpoint(folder);
  return state.record;
}
