import { copyFileSync, existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Reporter, UserError } from "@dalmeum/contracts";
import { createEnvelope, sha256, sha256File } from "@dalmeum/files";
import { z } from "zod";
import { FILE as CHECKPOINT } from "../makers/training/checkpoint.ts";
import { hash } from "../record/run-record.ts";
import { RUN_FILES } from "../record/run-files.ts";
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

/** The checkpoint of a run that is made for others, so that whichever machine goes on with it need not start over. */
export interface StoredCheckpoint {
  /**
   * Fetch it into the folder where the run is made.
   * @returns false where the store has none that is whole, of this run, and signed by the team.
   */
  fetch(folder: string): Promise<boolean>;
  /** Store what lies in that folder, now and then, until stopped; a last time at the end. */
  keep(folder: string): { stop(): Promise<void> };
  /** Once the run is finished nobody needs it. */
  remove(): Promise<void>;
}

export interface StoredCheckpointOptions {
  readonly identity: string;
  /** Seconds that a dead machine may cost. */
  readonly every: number;
  readonly reporter: Reporter;
}

/** What the end of a stopped run may wait for. */
const LAST_MS = 60_000;

export function storedCheckpoint(
  store: RunStore,
  { identity, every, reporter }: StoredCheckpointOptions,
): StoredCheckpoint {
  const keys = keysOf(identity);
  let told = false;
  /** A store that fails is no reason to stop a training. */
  const trying = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!told) reporter.say(`its checkpoints cannot be kept in the store: ${error.message}`);
      told = true;
    }
  };
  return {
    fetch: async (folder) => {
      let fetched = false;
      await trying(async () => {
        fetched = await fetchCheckpoint(store, identity, folder);
      });
      return fetched;
    },
    keep: (folder) => {
      const stopped = new AbortController();
      const path = join(folder, CHECKPOINT);
      let stored = 0n;
      const put = async (signal: AbortSignal): Promise<void> => {
        const written = existsSync(path) ? statSync(path, { bigint: true }).mtimeNs : 0n;
        if (written === stored) return;
        await trying(() => putCheckpoint({ ...store, signal }, identity, folder));
        stored = written;
      };
      /** Whether it has passed, and nobody has stopped the watching. */
      const interval = (): Promise<boolean> =>
        setTimeout(every * 1000, true, { signal: stopped.signal }).catch(() => false);
      const watch = async (): Promise<void> => {
        while (await interval()) await put(store.signal);
      };
      const watching = watch().catch((error: unknown) => {
        if (!store.signal.aborted) throw error;
      });
      return {
        stop: async () => {
          stopped.abort();
          await watching;
          // Whoever stops it has aborted the store's own signal.
          if (store.signal.aborted) await put(AbortSignal.timeout(LAST_MS));
        },
      };
    },
    remove: () =>
      trying(async () => {
        if (!(await store.objects.has(keys.sealed, store.signal))) return;
        for (const key of [keys.sealed, keys.checkpoint, keys.metrics]) await store.objects.remove(key, store.signal);
      }),
  };
}

/** The files may be written anew meanwhile, so that what is sent are others. */
async function putCheckpoint({ objects, key, signal }: RunStore, identity: string, folder: string): Promise<void> {
  const keys = keysOf(identity);
  const file = join(folder, CHECKPOINT) + UNFINISHED;
  rmSync(file, { force: true });
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
    rmSync(file, { force: true });
  }
}

async function fetchCheckpoint({ objects, key, signal }: RunStore, identity: string, folder: string): Promise<boolean> {
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

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no links.
    copyFileSync(from, to);
  }
}
