import { availableParallelism, cpus, hostname } from "node:os";
import { relative } from "node:path";
import { Interruption, type Reporter, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { hasCheckpoint, removeCheckpoint } from "../makers/training/checkpoint.ts";
import { gitCommit } from "../git/git-commit.ts";
import {
  checkRunFiles,
  claimRunFolder,
  reopenRunFolder,
  runFolder,
  runState,
  writeRecord,
} from "../folders/run-folder.ts";
import { runIdentity } from "../record/run-identity.ts";
import { keyText, type RunKey } from "../record/run-key.ts";
import type { RunMaker } from "../makers/run-maker.ts";
import type { FinishedRun, RunInputs, RunStart } from "../record/run-record.ts";

export interface TrainRunOptions {
  readonly loaded: LoadedExperiment;
  readonly key: RunKey;
  /** Whether an unfinished run goes on from its checkpoint. */
  readonly resume: boolean;
  /** What the run follows from, besides its key. */
  readonly inputs: RunInputs;
  readonly maker: RunMaker;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** A finished run. */
export interface TrainedRun {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Whether it was there already. */
  readonly reused: boolean;
  readonly record: FinishedRun;
}

/**
 * The finished run of an experiment and a key: the one that is there, one that is continued, or a new one.
 * @throws UserError where another process is at it.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun> {
  const { loaded, key, resume, inputs, reporter } = options;
  const folder = runFolder(loaded.folder, key, runIdentity(inputs, key));
  const path = relative(loaded.root, folder);
  const state = runState(folder);
  if (state.kind === "running") {
    throw new UserError(`${path}: process ${state.record.pid} is training this run; wait for it, or stop it first`);
  }
  if (state.kind === "finished") {
    checkRunFiles(folder, state.record);
    removeCheckpoint(folder);
    reporter.say(`${path} is finished and nothing it follows from has changed: reused`);
    return { path, reused: true, record: state.record };
  }
  const resumes = resume && hasCheckpoint(folder);
  if (state.kind === "unfinished") reporter.say(`${path} is unfinished: ${nextStep(resume, hasCheckpoint(folder))}`);
  else if (resume) reporter.say(`${keyText(key)}: found nothing to resume, as code, data and options are today`);
  return { path, reused: false, record: await train({ ...options, resume: resumes }, folder, path) };
}

/** What happens to an unfinished run. */
function nextStep(resume: boolean, checkpoint: boolean): string {
  if (!checkpoint) return "it has no checkpoint and is started over";
  return resume ? "continued from its checkpoint" : "started over; --resume would have continued from its checkpoint";
}

async function train(options: TrainRunOptions, folder: string, path: string): Promise<FinishedRun> {
  const { loaded, key, resume, maker, reporter, signal } = options;
  const run = await maker.prepare(key);
  run.notes.forEach(reporter.say);
  const start = await runStart(options);
  signal.throwIfAborted();
  if (resume) reopenRunFolder(folder);
  else claimRunFolder(folder);
  writeRecord(folder, { ...start, status: "running" });
  try {
    const result = await run.execute({ folder, identity: start.identity, resume });
    const record = { ...start, status: "finished", result } as const;
    writeRecord(folder, record);
    removeCheckpoint(folder);
    return record;
  } catch (error) {
    const status = signal.aborted ? "unfinished" : "failed";
    try {
      writeRecord(folder, { ...start, status, reason: error instanceof Error ? error.message : String(error) });
    } catch {
      // A full disk, say. The first error tells more, and without a finished run.json the run counts as unfinished.
    }
    const resumed = `\`dalmeum train ${loaded.reference} --resume\` continues it`;
    const next = hasCheckpoint(folder) ? resumed : `\`dalmeum train ${loaded.reference}\` starts it over`;
    if (error instanceof Interruption) error.message += `: ${path} is left unfinished; ${next}`;
    if (isDiskFull(error)) throw new UserError(`${path}: ${error.message}. Make room; ${next}`, { cause: error });
    throw error;
  }
}

/** A full disk, a quota, or a limit on a file's size. */
function isDiskFull(error: unknown): error is Error {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}

async function runStart({ loaded, key, inputs }: TrainRunOptions): Promise<RunStart> {
  const { hypothesis } = loaded.experiment;
  return {
    experiment: loaded.name,
    ...(hypothesis === undefined ? {} : { hypothesis }),
    settings: loaded.settings,
    ...key,
    identity: runIdentity(inputs, key),
    inputs,
    commit: await gitCommit(loaded.root),
    machine: {
      host: hostname(),
      platform: `${process.platform} ${process.arch}`,
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: availableParallelism(),
      node: process.version,
    },
    pid: process.pid,
    startedAt: new Date().toISOString(),
  };
}
