import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { hostname, uptime } from "node:os";
import { basename, dirname, join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import { sha256File } from "@dalmeum/files";
import { keySlug, type RunKey } from "../record/run-key.ts";
import { readRunRecord, RECORD_ADVICE, writeRunRecord } from "../record/record-file.ts";
import { type FinishedRun, keyOf, type RunRecord } from "../record/run-record.ts";

const RECORD = "run.json";

/** Where the run of a key and an identity lies, absolute. */
export function runFolder(experimentFolder: string, key: RunKey, identity: string): string {
  return join(experimentFolder, "runs", `${keySlug(key)}-${identity.slice(0, 8)}`);
}

/** Folders of all runs of an experiment, absolute, sorted. */
export function runFolders(experimentFolder: string): readonly string[] {
  const runs = join(experimentFolder, "runs");
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .filter((name) => name.startsWith("seed-"))
    .toSorted()
    .map((name) => join(runs, name));
}

/** What a run folder is: only a run.json that says so makes it a finished run. */
export type RunState =
  | { readonly kind: "missing" }
  | { readonly kind: "running"; readonly record: RunRecord & { readonly pid: number } }
  | { readonly kind: "unfinished" }
  | { readonly kind: "finished"; readonly record: FinishedRun };

/** @throws UserError where run.json is damaged. */
export function runState(folder: string): RunState {
  if (!existsSync(folder)) return { kind: "missing" };
  if (!existsSync(join(folder, RECORD))) return { kind: "unfinished" };
  const record = readRecord(folder);
  if (record.status === "finished") return { kind: "finished", record };
  if (record.status === "running" && isAlive(record)) return { kind: "running", record };
  return { kind: "unfinished" };
}

/**
 * Make the folder of a run that starts, in place of an unfinished one.
 * @throws UserError where another process has just made it.
 */
export function claimRunFolder(folder: string): void {
  assertNobodysRun(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder);
  } catch (cause) {
    throw new UserError(`${folder}: another process has just started this run; wait for it`, { cause });
  }
}

/**
 * Go on in the folder of an unfinished run.
 * @throws UserError where another process has just done so.
 */
export function reopenRunFolder(folder: string): void {
  assertNobodysRun(folder);
  // What a process that was killed while it wrote left behind.
  for (const name of readdirSync(folder)) if (name.endsWith(".tmp")) rmSync(join(folder, name));
}

/** Reading data takes a while; the state may have changed since. */
function assertNobodysRun(folder: string): void {
  const { kind } = runState(folder);
  if (kind === "running" || kind === "finished") {
    throw new UserError(`${folder}: another process has just taken this run, it is ${kind}; try again when it is done`);
  }
}

export function writeRecord(folder: string, record: RunRecord): void {
  writeRunRecord(join(folder, RECORD), record);
}

/**
 * Check that a finished run's files are those it wrote.
 * @throws UserError naming files that are missing or changed.
 */
export function checkRunFiles(folder: string, { result }: FinishedRun): void {
  const problems = Object.entries(result.files).flatMap(([file, expected]) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [`${file} is missing`];
    return sha256File(path) === expected ? [] : [`${file} is not the file that the run wrote`];
  });
  if (problems.length > 0) throw problemsError(`${folder} (delete it to train again)`, problems);
}

function readRecord(folder: string): RunRecord {
  const path = join(folder, RECORD);
  const record = readRunRecord(path);
  const { experiment, identity } = record;
  const expected = runFolder(dirname(dirname(folder)), keyOf(record), identity);
  if (expected !== folder || basename(dirname(dirname(folder))) !== experiment) {
    throw new UserError(
      `${path}: found the record of ${experiment}/${basename(expected)}, expected that of ${basename(folder)}; ${RECORD_ADVICE}`,
    );
  }
  return record;
}

/** Whether a run's process lives: on this machine, since its last start, and not this very process. */
function isAlive(record: RunRecord): record is RunRecord & { readonly pid: number } {
  const { pid, machine, startedAt } = record;
  if (pid === undefined) return false;
  const booted = Date.now() - uptime() * 1000;
  if (machine.host !== hostname() || Date.parse(startedAt) < booted || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
