import { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Database, Statements } from "./database.ts";
import type { SealedJob } from "./job.ts";
import { pause } from "./pause.ts";
import { lockTables } from "./tables.ts";

/** The schema is pg-boss' own; only what its interface does not ask in one go is read from it directly. */
const SCHEMA = "dalmeum_queue";

const DAY = 86_400;

/** How jobs are kept. */
const JOB_OPTIONS = {
  /** A worker that says nothing for so long has lost its run. pg-boss knows no shorter one. */
  heartbeatSeconds: 10,
  retryLimit: 3,
  /** Without it, one broken node burns every retry of every run in two seconds. */
  retryDelay: 8,
  /** The heartbeat tells what is dead; pg-boss' 24 hours would end a long training. `insert` takes more, `send` does not. */
  expireInSeconds: 30 * DAY,
  retentionSeconds: 14 * DAY,
  deleteAfterSeconds: 7 * DAY,
} as const;

/** How often dead workers are looked for, at most. */
const LOOK_SECONDS = 3;
/** So long a database that was away is left to the living, who say so first. */
const SETTLE_MS = 20_000;

/** One claim of a job: whoever holds an older one writes nothing. */
export interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

export interface ClaimedJob extends Attempt {
  readonly queue: string;
  readonly retryLimit: number;
  /** Nobody has parsed it. */
  readonly data: unknown;
}

/** pg-boss as it is used here. */
export interface Queues {
  create(queue: string): Promise<void>;
  /** Those that nobody wants yet; the others stay as they are. */
  insert(statements: Statements, queue: string, jobs: readonly SealedJob[]): Promise<void>;
  /** @param without groups of workspaces whose runs are left to others. */
  claim(queue: string, without: readonly string[]): Promise<ClaimedJob | undefined>;
  /** Whether the attempt is still this one's, which lives. */
  touch(statements: Statements, claimed: ClaimedJob): Promise<boolean>;
  /** End the run. @returns false, and does nothing, where it is another's by now. */
  complete(statements: Statements, claimed: ClaimedJob): Promise<boolean>;
  /** Have it made again, if any retry is left. */
  fail(statements: Statements, claimed: ClaimedJob, reason: string): Promise<boolean>;
  /** Have it made again, as if it had never been taken. */
  giveBack(statements: Statements, claimed: ClaimedJob, job: SealedJob): Promise<boolean>;
  cancel(statements: Statements, queue: string, ids: readonly string[]): Promise<number>;
  /** Have runs made again whose worker died, until the signal. */
  supervise(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** pg-boss makes its tables over connections of its own, while the transaction that holds the lock says nothing. */
const LONGEST_INSTALL_MS = 300_000;

/** pg-boss in this database, made where it lacks. */
export async function openQueues(database: Database): Promise<Queues> {
  const boss = new PgBoss({
    db: database,
    schema: SCHEMA,
    schedule: false,
    supervise: false,
    registerInstance: false,
    monitorVacuum: false,
    monitorIntervalSeconds: LOOK_SECONDS,
  });
  // What fails in its background is asked again there; what is asked of it here throws.
  boss.on("error", () => undefined);
  try {
    await database.transaction(async (statements) => {
      // Of two that install it at once, one fails.
      await lockTables(statements);
      await boss.start();
    }, LONGEST_INSTALL_MS);
  } catch (error) {
    await boss.stop({ graceful: false, close: false }).catch(() => undefined);
    throw error;
  }

  return {
    async create(queue) {
      if ((await boss.getQueue(queue)) !== null) return;
      await boss.createQueue(queue, { policy: "exclusive", heartbeatSeconds: JOB_OPTIONS.heartbeatSeconds });
    },
    async insert(db, queue, jobs) {
      await boss.insert(
        queue,
        jobs.map((job) => ({ ...insertOf(job), id: job.run })),
        { db },
      );
    },
    async claim(queue, without) {
      const [found] = await boss.fetch(queue, { includeMetadata: true, ignoreGroups: [...without] });
      if (found === undefined) return undefined;
      const { id, retryCount, retryLimit, data } = found;
      return { queue, id, retryCount, retryLimit, data };
    },
    touch: async (db, claimed) => done(await boss.touch(claimed.queue, attemptOf(claimed), { db })),
    complete: async (db, claimed) => done(await boss.complete(claimed.queue, attemptOf(claimed), null, { db })),
    fail: async (db, claimed, reason) =>
      done(await boss.fail(claimed.queue, attemptOf(claimed), { message: reason }, { db })),
    async giveBack(db, claimed, job) {
      if (!done(await boss.complete(claimed.queue, attemptOf(claimed), null, { db }))) return false;
      const retryLimit = Math.max(0, claimed.retryLimit - claimed.retryCount);
      await boss.insert(claimed.queue, [{ ...insertOf(job), retryLimit }], { db });
      return true;
    },
    cancel: async (db, queue, ids) => affectedBy(await boss.cancel(queue, [...ids], { db })),
    async supervise(signal) {
      while (!signal.aborted) {
        // Whether the database is away others find out.
        if (performance.now() - database.awayAt() > SETTLE_MS) await boss.supervise().catch(() => undefined);
        await pause(LOOK_SECONDS * 1000, signal);
      }
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
}

const insertOf = (job: SealedJob) => ({
  ...JOB_OPTIONS,
  data: job,
  singletonKey: job.job.identity,
  group: { id: job.group },
});

const attemptOf = ({ id, retryCount }: Attempt): Attempt => ({ id, retryCount });

/** Its types keep to themselves what its documentation promises. */
const responseSchema = z.looseObject({ affected: z.int() });
const affectedBy = (response: unknown): number => responseSchema.parse(response).affected;
const done = (response: unknown): boolean => affectedBy(response) > 0;
