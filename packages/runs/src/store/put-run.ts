import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { UserError } from "@dalmeum/contracts";
import type { PastRun } from "../folders/last-run.ts";
import { checkRunFiles, RECORD } from "../folders/run-folder.ts";
import { RUN_FILES } from "../record/run-files.ts";
import { fileKey, recordKey, type RunStore } from "./run-store.ts";
import { sealedRun } from "./sealed-run.ts";
import { readStoredRun, storesWeights, type StoredRun } from "./stored-run.ts";

export interface PutOptions {
  /** Whether weights go along, which are large. */
  readonly weights: boolean;
  /** Whether what the store has of the run is replaced, as it is damaged. */
  readonly replace: boolean;
}

/**
 * Put a finished run into the store; its record comes last, so that a run that is there is whole.
 * @returns `there` where the store had all of it.
 * @throws UserError where its files have changed, weights are asked for that are not here, or the store fails.
 */
export async function putRun(store: RunStore, run: PastRun, options: PutOptions): Promise<"stored" | "there"> {
  const { folder, record } = run;
  checkRunFiles(folder, record);
  const { files } = record.result;
  const weights = options.weights && RUN_FILES.weights in files;
  if (weights && !existsSync(join(folder, RUN_FILES.weights))) {
    throw new UserError(`${folder}: its weights are not here, and cannot be stored`);
  }
  const there = options.replace ? undefined : await believed(store, record.identity);
  if (there !== undefined && (await isWhole(store, there))) {
    if (!weights || (await storesWeights(store, there))) return "there";
    if (there.record.result.files[RUN_FILES.weights] !== files[RUN_FILES.weights]) {
      throw new UserError(
        `${folder}: the store has this run as another training of the same identity made it, to which these weights do not belong`,
      );
    }
  }
  const { objects, key, signal } = store;
  const here = Object.entries(files).filter(([file]) => existsSync(join(folder, file)));
  for (const [file, hash] of here) {
    if (file === RUN_FILES.weights && !weights) continue;
    await objects.store(fileKey(record.identity, hash), { file: join(folder, file) }, signal);
  }
  const sealed = sealedRun.seal(key, {
    identity: record.identity,
    record: readFileSync(join(folder, RECORD), "utf8"),
    sizes: Object.fromEntries(here.map(([file]) => [file, statSync(join(folder, file)).size])),
  });
  await storeRecord(store, record.identity, sealed);
  return "stored";
}

/** Milliseconds, one of which is waited at most. */
const PAUSES = [300, 1000, 3000];

/** Two who store at once on the cache server may leave what is neither's: so it is read again, and stored again. */
async function storeRecord(store: RunStore, identity: string, sealed: Uint8Array): Promise<void> {
  const { objects, signal } = store;
  await objects.store(recordKey(identity), sealed, signal);
  for (const pause of PAUSES) {
    if ((await believed(store, identity)) !== undefined) return;
    await setTimeout(Math.random() * pause, undefined, { signal });
    await objects.store(recordKey(identity), sealed, signal);
  }
}

/** What is damaged, or signed with another key, is stored over. A store that fails says so when it is to take something. */
async function believed(store: RunStore, identity: string): Promise<StoredRun | undefined> {
  try {
    return await readStoredRun(store, identity);
  } catch (error) {
    if (store.signal.aborted || !(error instanceof UserError)) throw error;
    return undefined;
  }
}

/** Whether the store has every file of a run but its weights. */
export async function isWhole({ objects, signal }: RunStore, { record }: StoredRun): Promise<boolean> {
  for (const [file, hash] of Object.entries(record.result.files)) {
    if (file !== RUN_FILES.weights && !(await objects.has(fileKey(record.identity, hash), signal))) return false;
  }
  return true;
}
