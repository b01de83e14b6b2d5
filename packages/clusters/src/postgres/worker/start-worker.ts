import { hostname } from "node:os";
import { openDatabase } from "../database.ts";
import { openQueues } from "../queues.ts";
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
  const gone = new AbortController();
  const stop = AbortSignal.any([signal, gone.signal]);
  signal.addEventListener("abort", () => {
    setTimeout(() => {
      gone.abort(signal.reason);
    }, STOP_AFTER_MS).unref();
  });
  try {
    await database.patiently(() => createTables(database), stop);
    const queues = await database.patiently(() => openQueues(database), stop);
    const presence = createPresence({ id: `${hostname()}-${process.pid}`, database, queues, gone: gone.signal });
    say(`${presence.id} waits for runs at ${database.place}`);
    const beating = presence.beat().catch((error: unknown) => {
      // Nobody knows of it without a beat.
      gone.abort(error);
    });
    try {
      await work({ ...options, signal: stop, database, queues, presence });
    } finally {
      const isAway = gone.signal.aborted;
      gone.abort(signal.reason);
      await beating;
      if (!isAway) await presence.leave().catch(() => undefined);
      await queues.close().catch(() => undefined);
    }
  } catch (error) {
    // Being stopped is no failure, whatever it ended; its own leaving is.
    if (!stop.aborted) throw error;
  } finally {
    await database.close();
  }
  if (gone.signal.aborted && !signal.aborted) throw gone.signal.reason;
}
