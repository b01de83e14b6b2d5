import { randomUUID, type KeyObject } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import type { WantedRuns } from "../cluster.ts";
import type { Database, Statements } from "./database.ts";
import { lastEvent } from "./events.ts";
import { jobsOf, queueName, sealJob } from "./job.ts";
import { liveJobs } from "./live-jobs.ts";
import type { Queues } from "./queues.ts";
import { announceWorkspace } from "./workspaces.ts";

/** What was asked for, and where it is told of. */
export interface Submitted {
  readonly queue: string;
  /** By identity: of this call, or of another's before. */
  readonly runs: ReadonlyMap<string, string>;
  /** The last event before it. */
  readonly since: number;
}

const MOST_TRIES = 5;

/** Ask for runs, all at once; those that somebody wants already stay as they are. */
export async function submitRuns(
  { database, queues, key }: { readonly database: Database; readonly queues: Queues; readonly key: KeyObject },
  wanted: WantedRuns,
  signal: AbortSignal,
): Promise<Submitted> {
  const queue = queueName(wanted.engine, wanted.node);
  const sealed = jobsOf(wanted).map((job) => sealJob(key, randomUUID(), job));
  const identities = sealed.map(({ job }) => job.identity);
  const submit = async (statements: Statements): Promise<Submitted> => {
    // Two sweeps that insert the same runs in another order would wait for each other.
    await statements.query("select pg_advisory_xact_lock(hashtext('dalmeum.submit'))");
    const since = await lastEvent(statements);
    // A run may end between the two: it is then neither refused nor there.
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await queues.insert(statements, queue, sealed);
      const live = await liveJobs(statements, queue, identities);
      if (identities.every((identity) => live.has(identity))) {
        return { queue, since, runs: new Map([...live].map(([identity, { run }]) => [identity, run])) };
      }
    }
    throw new UserError(
      "the queue holds runs that another version of dalmeum wants; `npx dalmeum cluster stop` there first",
    );
  };
  await database.patiently(() => announceWorkspace(database, key, wanted.workspace), signal);
  await database.patiently(() => queues.create(queue), signal);
  return database.patiently(() => database.transaction(submit), signal);
}
