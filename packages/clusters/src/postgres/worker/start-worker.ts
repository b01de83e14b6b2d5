import { hostname } from "node:os";
import { UserError } from "@dalmeum/contracts";
import { type Database, openDatabase } from "../database.ts";
import { openQueues, type Queues } from "../queues.ts";
import { createTables } from "../tables.ts";
import { createPresence } from "./presence.ts";
import { work } from "./work.ts";
import type { WorkerOptions } from "./working.ts";

/** A run under way is worth more than an answer. */
const PATIENCE_MS = 3_600_000;
/** A run has thirty seconds to end; where the database is away just then, it is made again once it is missed. */
const STOP_AFTER_MS = 45_000;

/**
 * Make runs that teammates want, one after the other, until the signal.
 * @throws UserError where the database refuses or is away for an hour, and where three different runs in a row fail on this node.
 */
export async function startWorker(options: WorkerOptions): Promise<void> {
  const { environment, signal, say } = options;
  const database = openDatabase({ url: environment.DATABASE_URL, say, patience: PATIENCE_MS });
  try {
    await database.patiently(() => createTables(database), signal);
    const queues = await database.patiently(() => openQueues(database), signal);
    try {
      await live(options, database, queues);
    } finally {
      await queues.close().catch(() => undefined);
    }
  } catch (error) {
    // Whoever asked it to stop knows.
    if (!signal.aborted || error instanceof UserError) throw error;
  } finally {
    await database.close();
  }
}

async function live(options: WorkerOptions, database: Database, queues: Queues): Promise<void> {
  const { signal, say, id = `${hostname()}-${process.pid}` } = options;
  const gone = new AbortController();
  const presence = createPresence({ id, database, queues, gone: gone.signal });
  say(`${id} waits for runs at ${database.place}`);
  signal.addEventListener("abort", () => {
    setTimeout(() => {
      gone.abort(signal.reason);
    }, STOP_AFTER_MS).unref();
  });
  // Without a beat nobody knows of it: work ends as if it had been stopped.
  const silent = new AbortController();
  const beating = presence.beat().catch((error: unknown) => {
    silent.abort(error);
    gone.abort(error);
  });
  const supervising = queues.supervise(gone.signal);
  try {
    await work({ ...options, signal: AbortSignal.any([signal, silent.signal]), database, queues, presence });
    silent.signal.throwIfAborted();
  } finally {
    gone.abort();
    await Promise.all([beating, supervising]);
    if (!silent.signal.aborted) await presence.leave().catch(() => undefined);
  }
}
