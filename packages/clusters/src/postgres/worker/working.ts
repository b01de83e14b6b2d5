import type { KeyObject } from "node:crypto";
import type { Environment } from "../../node/environment.ts";
import type { Database } from "../database.ts";
import type { Queues } from "../queues.ts";
import type { Presence } from "./presence.ts";

export interface WorkerOptions {
  /** Where the database is, and what runs need: the store of runs, its key and credentials. */
  readonly environment: Environment;
  /** The team's. */
  readonly key: KeyObject;
  /** A folder of installed runtimes; that of the environment comes first. */
  readonly runtimes: string;
  /** Aborted where the worker is to stop: its run keeps its checkpoint, and is given back. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** What the cluster calls it: host and process, where nothing is said. */
  readonly id?: string;
}

/** A worker that has begun. */
export interface Working extends WorkerOptions {
  readonly database: Database;
  readonly queues: Queues;
  readonly presence: Presence;
}
