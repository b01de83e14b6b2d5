import { copyFileSync, linkSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createEnvelope, sha256, sha256File } from "@dalmeum/files";
import { z } from "zod";
import { FILE as CHECKPOINT } from "../makers/training/checkpoint.ts";
import { RUN_FILES } from "../record/run-files.ts";
import { hash } from "../record/run-record.ts";
import type { RunStore } from "./run-store.ts";

const fileSchema = z.strictObject({ sha256: hash, size: z.int().nonnegative() });
const sealedCheckpoint = createEnvelope(
  "a checkpoint of dalmeum",
  z.strictObject({ identity: hash, checkpoint: fileSchema, metrics: fileSchema }),
);

/** Each is stored over the one before: a run has one. */
const keysOf = (identity: string) => ({
  checkpoint: `${identity}/${CHECKPOINT}`,
  metrics: `${identity}/${RUN_FILES.metrics}`,
  sealed: `${identity}/checkpoint.json`,
});

/** A name that a lease clears away, should the process die. */
const UNFINISHED = ".stored.tmp";

/** Remove what a storing left that was cut short. */
export function clearUnfinished(folder: string): void {
  rmSync(join(folder, CHECKPOINT) + UNFINISHED, { force: true });
}

/**
 * Store the checkpoint that lies in the folder where a run is made. It may be written anew meanwhile.
 * @throws UserError where the store fails.
 */
export async function putCheckpoint(
  { objects, key, signal }: RunStore,
  identity: string,
  folder: string,
): Promise<void> {
  const keys = keysOf(identity);
  const file = join(folder, CHECKPOINT) + UNFINISHED;
  clearUnfinished(folder);
  linkOrCopy(join(folder, CHECKPOINT), file);
  try {
    const metrics = readFileSync(join(folder, RUN_FILES.metrics));
    await objects.store(keys.checkpoint, { file }, signal);
    await objects.store(keys.metrics, metrics, signal);
    const sealed = {
      identity,
      checkpoint: { sha256: sha256File(file), size: statSync(file).size },
      metrics: { sha256: sha256(metrics), size: metrics.length },
    };
    await objects.store(keys.sealed, sealedCheckpoint.seal(key, sealed), signal);
  } finally {
    clearUnfinished(folder);
  }
}

/**
 * Fetch a run's checkpoint into the folder where the run is made.
 * @returns false where the store has none that is whole and of this run.
 * @throws UserError where the store fails, or what it has is signed with another key.
 */
export async function fetchCheckpoint(
  { objects, key, signal }: RunStore,
  identity: string,
  folder: string,
): Promise<boolean> {
  const keys = keysOf(identity);
  const bytes = await objects.read(keys.sealed, signal);
  if (bytes === undefined) return false;
  const sealed = sealedCheckpoint.open(`${objects.place}: ${keys.sealed}`, key, bytes);
  if (sealed.identity !== identity) return false;
  const wanted = [
    { key: keys.metrics, path: join(folder, RUN_FILES.metrics), ...sealed.metrics },
    { key: keys.checkpoint, path: join(folder, CHECKPOINT), ...sealed.checkpoint },
  ];
  // The two may be of a later storing that was cut short: then there is none.
  for (const { key: object, path, sha256: expected, size } of wanted) {
    if (!(await objects.fetch(object, path + UNFINISHED, signal, size))) return false;
    if (sha256File(path + UNFINISHED) !== expected) return false;
  }
  for (const { path } of wanted) renameSync(path + UNFINISHED, path);
  return true;
}

/**
 * Remove a run's checkpoint, if the store has one.
 * @throws UserError where the store fails, or cannot remove.
 */
export async function removeStoredCheckpoint({ objects, signal }: RunStore, identity: string): Promise<void> {
  const { sealed, checkpoint, metrics } = keysOf(identity);
  if (!(await objects.has(sealed, signal))) return;
  for (const key of [sealed, checkpoint, metrics]) await objects.remove(key, signal);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no links.
    copyFileSync(from, to);
  }
}
