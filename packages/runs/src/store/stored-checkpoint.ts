import { Worker } from "node:worker_threads";
import { type Reporter, UserError } from "@dalmeum/contracts";
import { hasCheckpoint } from "../makers/training/checkpoint.ts";
import { clearUnfinished, fetchCheckpoint, putCheckpoint, removeStoredCheckpoint } from "./checkpoint-objects.ts";
import type { KeptCheckpoint } from "./keep-checkpoint.ts";
import { openRunStore, type RunStoreOptions } from "./run-store.ts";

/** The checkpoint of a run that is made for others, so that whichever machine goes on with it need not start over. */
export interface StoredCheckpoint {
  /**
   * Fetch it into the folder where the run is made.
   * @returns false where the store has none that is whole, of this run, and signed by the team.
   */
  fetch(folder: string): Promise<boolean>;
  /** Store what lies in that folder, now and then, until stopped; where a person stops the run, a last time then. */
  keep(folder: string): { stop(): Promise<void> };
  /** Once the run is finished nobody needs it. */
  remove(): Promise<void>;
}

export interface StoredCheckpointOptions extends RunStoreOptions {
  readonly identity: string;
  /** Seconds that a dead machine may cost. */
  readonly every: number;
  readonly reporter: Reporter;
}

/** What the end of a stopped run may wait for. */
const LAST_MS = 60_000;

/** @throws UserError as `openRunStore`. */
export function storedCheckpoint(options: StoredCheckpointOptions): StoredCheckpoint {
  const { root, environment = process.env, identity, every, reporter, signal } = options;
  const store = openRunStore({ root, environment, signal });
  let told = false;
  /** A store that fails is no reason to stop a training. */
  const tell = (problem: string): void => {
    if (!told) reporter.say(`its checkpoints cannot be kept in the store: ${problem}`);
    told = true;
  };
  const trying = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      tell(error.message);
      return undefined;
    }
  };
  return {
    fetch: async (folder) => (await trying(() => fetchCheckpoint(store, identity, folder))) ?? false,
    keep: (folder) => {
      let thread: Worker | undefined;
      const timer = setTimeout(() => {
        const workerData: KeptCheckpoint = { root, environment: { ...environment }, identity, folder, every };
        // A training leaves the event loop a turn a step: hundreds of megabytes would take it hours.
        thread = new Worker(new URL("./keeping-thread.mjs", import.meta.url), { workerData, execArgv: [] });
        thread.on("message", tell);
        thread.on("error", (error) => {
          tell(error.message);
        });
        thread.unref();
      }, every * 1000);
      timer.unref();
      return {
        stop: async () => {
          clearTimeout(timer);
          await thread?.terminate();
          clearUnfinished(folder);
          if (!signal.aborted || !hasCheckpoint(folder)) return;
          await trying(() => putCheckpoint({ ...store, signal: AbortSignal.timeout(LAST_MS) }, identity, folder));
        },
      };
    },
    remove: async () => {
      await trying(() => removeStoredCheckpoint(store, identity));
    },
  };
}
