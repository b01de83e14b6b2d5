import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { Cluster, LogLine } from "../cluster.ts";
import type { Environment } from "../node/environment.ts";
import { type Database, openDatabase, type Statements } from "./database.ts";
import { type EventRow, pageOfEvents } from "./events.ts";
import { followRuns } from "./follow-runs.ts";
import { jobsOfExperiment } from "./live-jobs.ts";
import { openQueues, type Queues } from "./queues.ts";
import { reportsOf } from "./reports-of.ts";
import { submitRuns } from "./submit-runs.ts";
import { createTables } from "./tables.ts";
import { announceWorkspace, workspaceGroup } from "./workspaces.ts";

export interface PostgresOptions {
  /** DATABASE_URL names the database; PGHOST and its like, of the process, where that is not set. */
  readonly environment: Environment;
  /** The team's: what workers make is signed with it. */
  readonly key: KeyObject;
  /** Notes for people, that the database does not answer say. */
  readonly say: (line: string) => void;
}

const PATIENCE_MS = 60_000;

/**
 * Workers that meet at a PostgreSQL. Nothing is asked of it yet.
 * @throws UserError where DATABASE_URL is no address.
 */
export function openPostgres({ environment, key, say }: PostgresOptions): Cluster {
  const database = openDatabase({ url: environment.DATABASE_URL, say, patience: PATIENCE_MS });
  let opened: Promise<Queues> | undefined;
  const open = (signal: AbortSignal): Promise<Queues> => {
    opened ??= database.patiently(async () => {
      await createTables(database);
      return openQueues(database);
    }, signal);
    // The next call tries anew.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  return {
    place: database.place,
    warnings: (signal) => database.patiently(() => warningsOf(database), signal),
    async nodes(workspace, signal) {
      await open(signal);
      await database.patiently(() => announceWorkspace(database, key, workspace), signal);
      return reportsOf(database, { group: workspaceGroup(key, workspace.sha256), say }, signal);
    },
    async *make(wanted, signal) {
      const queues = await open(signal);
      const submitted = await submitRuns({ database, queues, key }, wanted, signal);
      yield* followRuns({ database, queues, say }, submitted, signal);
    },
    async *logs(experiment, signal) {
      await open(signal);
      for (let after = 0; ; ) {
        const page = await database.patiently(() => pageOfEvents(database, experiment, after), signal);
        yield* page.map(lineOf);
        const last = page.at(-1);
        if (last === undefined) return;
        after = last.id;
      }
    },
    async stop(experiment, signal) {
      const queues = await open(signal);
      return database.patiently(
        () => database.transaction((statements) => cancelAll(statements, queues, experiment)),
        signal,
      );
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close();
      await database.close();
    },
  };
}

async function cancelAll(statements: Statements, queues: Queues, experiment: string | undefined): Promise<number> {
  let cancelled = 0;
  for (const { queue, id } of await jobsOfExperiment(statements, experiment)) {
    cancelled += await queues.cancel(statements, queue, [id]);
  }
  return cancelled;
}

const tlsSchema = z.object({ host: z.string().nullable(), ssl: z.boolean() });

/** Archives and jobs are signed, so nobody on the way makes a worker do anything; but the password may go in the clear. */
async function warningsOf(database: Database): Promise<readonly string[]> {
  const [row] = await database.query(
    "select host(inet_client_addr()) as host, ssl from pg_stat_ssl where pid = pg_backend_pid()",
  );
  const { host, ssl } = tlsSchema.parse(row);
  const isLocal = host === null || host === "::1" || host.startsWith("127.");
  if (ssl || isLocal) return [];
  return [
    `${database.place} is reached without TLS: add ?sslmode=verify-full to DATABASE_URL where the database has it`,
  ];
}

function lineOf({ experiment, seed, fold, node, at, event }: EventRow): LogLine {
  return { experiment, seed, ...(fold === null ? {} : { fold }), node, at: at.toISOString(), text: textOf(event) };
}

function textOf(event: EventRow["event"]): string {
  if (event.kind === "says") return event.text;
  return "reason" in event ? `${event.kind}: ${event.reason}` : event.kind;
}
