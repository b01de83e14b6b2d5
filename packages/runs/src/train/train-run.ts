import { readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Interruption, type Reporter, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { checkOutputFolder, systemFailure } from "@dalmeum/files";
import { type Lease, takeLease } from "@dalmeum/leases";
import { editedRecord, runProblems } from "../checks/run-problems.ts";
import { lastRun, type PastRun } from "../folders/last-run.ts";
import { checkRunFiles, RECORD, runFolder, runState, writeRecord } from "../folders/run-folder.ts";
import { commitNote } from "../git/git-commit.ts";
import { writeCodeArchive } from "../code/code-archive.ts";
import { hasCheckpoint, removeCheckpoint } from "../makers/training/checkpoint.ts";
import { runIdentity } from "../record/run-identity.ts";
import { keyText, type RunKey } from "../record/run-key.ts";
import type { FinishedRun } from "../record/run-record.ts";
import type { RunShare } from "../store/share-runs.ts";
import type { RunPlan } from "./plan-runs.ts";
import { sayEdited } from "./say-edited.ts";
import { runStart } from "./run-start.ts";

export interface TrainRunOptions {
  readonly loaded: LoadedExperiment;
  readonly key: RunKey;
  /** Whether an unfinished run is started over; else it goes on from its checkpoint. */
  readonly restart: boolean;
  readonly plan: RunPlan;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
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
 * The finished run of an experiment and a key: the one that is here or in the store, one that is continued, or a new one.
 * @throws UserError where another process is at it, or the record of one that is there says what its files do not give.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const { loaded, key, plan, reporter, share } = options;
  const identity = runIdentity(plan.inputs, key);
  const folder = runFolder(loaded.folder, key, identity);
  const path = relative(loaded.root, folder);
  sayEdited(loaded.root, plan.reach, reporter);
  const there = finishedIn(folder);
  if (there !== undefined) {
    await checkRecord(options, { folder, record: there }, path);
    reporter.say(`${path} is finished and nothing it follows from has changed: reused`);
    return { path, reused: true, record: there };
  }
  if (runState(folder).kind === "missing") {
    const fetched = await share?.fetch({ experimentFolder: loaded.folder, identity, weights: false });
    if (fetched !== undefined) {
      await checkRecord(options, fetched, path);
      return { path, reused: true, record: fetched.record };
    }
    await sayWhy(options);
  }
  const trained = await train(options, folder, path);
  if (trained.reused) await checkRecord(options, { folder, record: trained.record }, path);
  else await share?.put({ folder, record: trained.record });
  return trained;
}

/** @throws UserError where the record of a run that is there says what its files do not give. */
async function checkRecord({ loaded, plan }: TrainRunOptions, run: PastRun, path: string): Promise<void> {
  const problems = await runProblems(run, { loaded, dataset: await plan.dataset(), members: plan.members });
  if (problems.length > 0) throw editedRecord(path, problems);
}

/** Whoever trains what was trained before is told what has changed. */
async function sayWhy({ loaded, key, plan, reporter }: TrainRunOptions): Promise<void> {
  const before = lastRun(loaded.folder, key, loaded.settings);
  if (before === undefined) return;
  // Most trainings find nothing that changed.
  const { changesLine, explainRun } = await import("../changes/explain-run.ts");
  const why = changesLine(explainRun(before, plan));
  reporter.say(`${keyText(key)} is trained anew: ${why}; ${relative(loaded.root, before.folder)} is stale`);
}

function finishedIn(folder: string): FinishedRun | undefined {
  const state = runState(folder);
  if (state.kind !== "finished") return undefined;
  checkRunFiles(folder, state.record);
  // A process that was killed at its end may have left one.
  removeCheckpoint(folder);
  return state.record;
}

async function train(options: TrainRunOptions, folder: string, path: string): Promise<TrainedRun> {
  const { loaded, key, plan, reporter, signal } = options;
  checkOutputFolder(folder);
  const run = await plan.maker.prepare(key);
  run.notes.forEach(reporter.say);
  const start = await runStart({ loaded, key, inputs: plan.inputs });
  const note = commitNote(start.commit);
  if (note !== undefined) reporter.say(note);
  signal.throwIfAborted();
  const lease = await leaseOf(folder, path, options);
  try {
    // Preparing and waiting take a while; another process may have finished it since.
    const there = finishedIn(folder);
    if (there !== undefined) return { path, reused: true, record: there };
    const resume = continues(lease, path, options);
    writeRecord(lease.work, { ...start, status: "running" });
    writeCodeArchive(lease.work, plan.reach);
    const stop = AbortSignal.any([signal, lease.lost]);
    const result = await run.execute({ folder: lease.work, identity: start.identity, resume, signal: stop });
    const record = { ...start, status: "finished", result } as const;
    writeRecord(lease.work, record);
    lease.finish(RECORD);
    removeCheckpoint(folder);
    sayEdited(loaded.root, plan.reach, reporter);
    return { path, reused: false, record };
  } catch (error) {
    lease.check();
    const status = signal.aborted ? "unfinished" : "failed";
    try {
      writeRecord(lease.work, { ...start, status, reason: reasonOf(error) });
    } catch {
      // A full disk, say. The first error tells more, and without a finished run.json the run counts as unfinished.
    }
    throw told(error, path, options, hasCheckpoint(lease.work));
  } finally {
    lease.release();
  }
}

function leaseOf(folder: string, path: string, { reporter, signal }: TrainRunOptions): Promise<Lease> {
  return takeLease(folder, {
    signal,
    onWait: (holder, milliseconds) => {
      const who = holder === undefined ? "somebody" : `process ${holder.pid} on ${holder.host}`;
      reporter.say(`${path}: ${who} may be at this run; watching for ${milliseconds / 1000} s whether it lives`);
    },
  });
}

/** Whether there is something to go on from; what is not gone on from is cleared away. */
function continues({ inherited, work }: Lease, path: string, { restart, reporter }: TrainRunOptions): boolean {
  if (!inherited) return false;
  const checkpoint = hasCheckpoint(work);
  if (checkpoint && !restart) {
    reporter.say(`${path} is unfinished: continued from its checkpoint`);
    return true;
  }
  reporter.say(`${path} is unfinished: ${checkpoint ? "started over" : "it has no checkpoint and is started over"}`);
  for (const name of readdirSync(work)) rmSync(join(work, name), { recursive: true });
  return false;
}

/** The error with what to do next. */
function told(error: unknown, path: string, { loaded }: TrainRunOptions, checkpoint: boolean): unknown {
  const next = `\`dalmeum train ${loaded.reference}\` ${checkpoint ? "continues it" : "starts it over"}`;
  if (error instanceof Interruption) error.message += `: ${path} is left unfinished; ${next}`;
  const failure = systemFailure(error);
  return failure === undefined ? error : new UserError(`${path}: ${failure}; ${next}`, { cause: error });
}

const reasonOf = (error: unknown): string =>
  systemFailure(error) ?? (error instanceof Error ? error.message : String(error));
