import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { sha256File, writeFileAtomically } from "@dalmeum/files";
import type { PastRun } from "../folders/last-run.ts";
import { RECORD, runFolder, runState } from "../folders/run-folder.ts";
import { RUN_FILES } from "../record/run-files.ts";
import { keyOf } from "../record/run-record.ts";
import { fileKey, type RunStore } from "./run-store.ts";
import { readStoredRun, type StoredRun } from "./stored-run.ts";

export interface WantedRun {
  /** experiments/<name>, absolute. */
  readonly experimentFolder: string;
  readonly identity: string;
  readonly weights: boolean;
}

/**
 * Fetch a run that is not here. Its folder appears whole, and one that is there stays as it is.
 * @returns undefined where the store has no such run of the experiment.
 * @throws UserError where what the store has is not to be believed, it fails, or the folder is there and no finished run.
 */
export async function fetchRun(
  store: RunStore,
  { experimentFolder, identity, weights }: WantedRun,
): Promise<PastRun | undefined> {
  const stored = await readStoredRun(store, identity);
  if (stored?.record.experiment !== basename(experimentFolder)) return undefined;
  const folder = runFolder(experimentFolder, keyOf(stored.record), identity);
  return inStaging(experimentFolder, async (staging) => {
    for (const file of Object.keys(stored.record.result.files)) {
      if (file === RUN_FILES.weights) {
        if (weights) await fetchFile(store, stored, file, staging);
      } else if (!(await fetchFile(store, stored, file, staging))) {
        throw new UserError(`${store.objects.place}: the run ${identity} lacks ${file}`);
      }
    }
    writeFileAtomically(join(staging, RECORD), [Buffer.from(stored.text)]);
    return { folder, record: moveInto(folder, staging) ?? stored.record };
  });
}

/**
 * Fetch the weights of a finished run that is here without them.
 * @returns whether they are here now; not where the store has none, or those of another run of the identity.
 * @throws UserError as `fetchRun`.
 */
export async function fetchWeights(store: RunStore, { folder, record }: PastRun): Promise<boolean> {
  const weights = RUN_FILES.weights;
  if (existsSync(join(folder, weights))) return true;
  const stored = await readStoredRun(store, record.identity);
  if (stored === undefined || stored.record.result.files[weights] !== record.result.files[weights]) return false;
  return inStaging(join(folder, "../.."), async (staging) => {
    if (!(await fetchFile(store, stored, weights, staging))) return false;
    renameSync(join(staging, weights), join(folder, weights));
    return true;
  });
}

/**
 * @returns false where the store lacks it.
 * @throws UserError where it is not the file that the run wrote.
 */
async function fetchFile(
  { objects, signal }: RunStore,
  { record, sizes }: StoredRun,
  file: string,
  folder: string,
): Promise<boolean> {
  const [hash, size] = [record.result.files[file], sizes[file]];
  if (hash === undefined || size === undefined) return false;
  const path = join(folder, file);
  const key = fileKey(record.identity, hash);
  if (!(await objects.fetch(key, path, signal, size))) return false;
  if (statSync(path).size !== size || sha256File(path) !== hash) {
    throw new UserError(`${objects.place}: ${key} is not the ${file} that the run wrote`);
  }
  return true;
}

/** Beside the runs, whose names begin otherwise. */
const STAGING = "fetched-";
const A_DAY_MS = 86_400_000;

async function inStaging<T>(experimentFolder: string, fill: (staging: string) => Promise<T>): Promise<T> {
  const runs = join(experimentFolder, "runs");
  const staging = join(runs, STAGING + randomUUID());
  mkdirSync(staging, { recursive: true });
  removeLeft(runs);
  try {
    return await fill(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** What processes that were killed left. */
function removeLeft(runs: string): void {
  for (const name of readdirSync(runs).filter((each) => each.startsWith(STAGING))) {
    const path = join(runs, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - changed > A_DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * A folder that has anything in it lets no other take its place.
 * @returns the finished run that was there already, if one was.
 */
function moveInto(folder: string, staging: string): PastRun["record"] | undefined {
  try {
    renameSync(staging, folder);
    return undefined;
  } catch (cause) {
    if (!existsSync(folder)) throw cause;
    const state = runState(folder);
    if (state.kind === "finished") return state.record;
    throw new UserError(`${folder}: the run is ${state.kind} here, and is left as it is`, { cause });
  }
}
