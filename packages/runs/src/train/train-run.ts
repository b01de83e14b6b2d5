import { readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { type Engine, Interruption, UserError } from "@dalmeum/contracts";
import { checkOutputFolder, systemFailure } from "@dalmeum/files";
import { type Lease, takeLease } from "@dalmeum/leases";
import { writeCodeArchive } from "../code/code-archive.ts";
import { lastRun } from "../folders/last-run.ts";
import { RECORD, runState, writeRecord } from "../folders/run-folder.ts";
import { commitNote } from "../git/git-commit.ts";
import { hasCheckpoint, removeCheckpoint } from "../makers/training/checkpoint.ts";
import { keyText } from "../record/run-key.ts";
import type { StoredCheckpoint } from "../store/stored-checkpoint.ts";
import { checkRecord, finishedIn, placeOf, readyRun, type RunRequest, type TrainedRun } from "./ready-run.ts";
import { runStart } from "./run-start.ts";
import { sayEdited } from "./say-edited.ts";

export interface TrainRunOptions extends RunRequest {
  /** Whether an unfinished run is started over; else it goes on from its checkpoint. */
  readonly restart: boolean;
  /** As it was planned with; undefined where it is not here, and no model is trained. */
  readonly engine: Engine | undefined;
  readonly signal: AbortSignal;
  /** Where a checkpoint of another machine is looked for, and this one's go. */
  readonly checkpoints?: StoredCheckpoint;
}

/** The run itself fails, a training that diverges say, and would on any machine. */
export class RunFailure extends UserError {}

/**
 * The finished run of an experiment and a key: the one that is here or in the store, one that is continued, or a new one.
 * @throws UserError where another process is at it, or the record of one that is there says what its files do not give.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const ready = await readyRun(options);
  if (ready !== undefined) return ready;
  const { folder, path } = placeOf(options);
  if (runState(folder).kind === "missing") await sayWhy(options);
  const trained = await train(options, folder, path);
  if (trained.reused) await checkRecord(options, { folder, record: trained.record }, path);
  else await options.share?.put({ folder, record: trained.record });
  return trained;
}

/** Whoever trains what was trained before is told what has changed. */
async function sayWhy({ loaded, key, plan, reporter }: RunRequest): Promise<void> {
  const before = lastRun(loaded.folder, key, loaded.settings);
  if (before === undefined) return;
  // Most trainings find nothing that changed.
  const { changesLine, explainRun } = await import("../changes/explain-run.ts");
  const why = changesLine(explainRun(before, plan));
  reporter.say(`${keyText(key)} is trained anew: ${why}; ${relative(loaded.root, before.folder)} is stale`);
}

async function train(options: TrainRunOptions, folder: string, path: string): Promise<TrainedRun> {
  const { loaded, key, plan, engine, reporter, signal, checkpoints } = options;
  checkOutputFolder(folder);
  const maker = await plan.maker({ engine, reporter, signal }, key);
  const run = await maker.prepare(key).catch(ownFailure);
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
    const resume = continues(lease, path, options) || (await continuesElsewhere(lease, path, options));
    writeRecord(lease.work, { ...start, status: "running" });
    writeCodeArchive(lease.work, plan.reach);
    const stop = AbortSignal.any([signal, lease.lost]);
    const keeping = checkpoints?.keep(lease.work);
    const place = { folder: lease.work, identity: start.identity, resume, signal: stop };
    const result = await run
      .execute(place)
      .catch(ownFailure)
      .finally(() => keeping?.stop());
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

/** Whether another machine has left something to go on from. */
async function continuesElsewhere(
  { inherited, work }: Lease,
  path: string,
  { checkpoints, restart, reporter }: TrainRunOptions,
): Promise<boolean> {
  if (inherited || restart || checkpoints === undefined || !(await checkpoints.fetch(work))) return false;
  reporter.say(`${path} was begun on another machine: continued from its checkpoint`);
  return true;
}

/** What a maker finds wrong, it finds wrong everywhere; a full disk is this machine's. */
function ownFailure(error: unknown): never {
  if (!(error instanceof UserError) || systemFailure(error) !== undefined) throw error;
  throw new RunFailure(error.message, { cause: error });
}

/** The error with what to do next. */
function told(error: unknown, path: string, { loaded }: TrainRunOptions, checkpoint: boolean): unknown {
  const next = `\`npx dalmeum train ${loaded.reference}\` ${checkpoint ? "continues it" : "starts it over"}`;
  if (error instanceof Interruption) error.message += `: ${path} is left unfinished; ${next}`;
  const failure = systemFailure(error);
  return failure === undefined ? error : new UserError(`${path}: ${failure}; ${next}`, { cause: error });
}

const reasonOf = (error: unknown): string =>
  systemFailure(error) ?? (error instanceof Error ? error.message : String(error));
