import { Client, Pool, type PoolClient, type PoolConfig, type QueryResult } from "pg";
import { UserError } from "@dalmeum/contracts";
import { waitWhileAway } from "./away.ts";

/** Whoever is let to say SQL: the pool, or one transaction of it. */
export interface Statements {
  /** @returns rows, which nobody has parsed yet. */
  query(text: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
  /** The same, as pg-boss calls it. */
  executeSql(text: string, values?: unknown[]): Promise<QueryResult>;
}

export interface Database extends Statements {
  /** Host, port and name of the database: no user, no password. */
  readonly place: string;
  /**
   * All statements or none.
   * @param longestPause milliseconds between two of them after which the database ends it, 10,000 if absent.
   */
  transaction<T>(run: (statements: Statements) => Promise<T>, longestPause?: number): Promise<T>;
  /**
   * Ask again each second while the database is away.
   * @throws UserError where it refuses, or is away for longer than anybody waits; the signal's reason.
   */
  patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** When it last did not answer, as `performance.now()` counts; when it was opened, where it always did. */
  awayAt(): number;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Of the process: pg itself reads PGHOST and its like where DATABASE_URL is not set. */
  readonly url: string | undefined;
  readonly say: (line: string) => void;
  /** How long it may be away, in milliseconds. */
  readonly patience: number;
}

/** An archive of a hundred megabytes takes a while on a slow line; whatever takes longer has lost its connection. */
const LONGEST_QUERY_MS = 300_000;
const LONGEST_CONNECT_MS = 5000;
/** Whoever stands still within a transaction, as a machine that sleeps, would keep its rows from others for as long. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * A database that nothing is asked of yet.
 * @throws UserError where the address is none.
 */
export function openDatabase({ url, say, patience }: DatabaseOptions): Database {
  const config: PoolConfig = {
    // Hosted databases count connections.
    max: 4,
    keepAlive: true,
    connectionTimeoutMillis: LONGEST_CONNECT_MS,
    query_timeout: LONGEST_QUERY_MS,
    application_name: "dalmeum",
    ...(url === undefined ? {} : { connectionString: url }),
  };
  const place = placeOf(config);
  let awayAt = performance.now();
  const pool = new Pool(config);
  // A connection that dies while nobody uses it: the next query opens another.
  pool.on("error", () => undefined);
  return {
    place,
    ...statementsOf(pool),
    transaction: (run, longestPause = LONGEST_PAUSE_MS) => inTransaction(pool, run, longestPause),
    patiently: (ask, signal) => {
      const onAway = (): void => void (awayAt = performance.now());
      return waitWhileAway(ask, { place, say, patience, signal, onAway });
    },
    awayAt: () => awayAt,
    close: () => pool.end(),
  };
}

function placeOf(config: PoolConfig): string {
  const { connectionString } = config;
  // pg takes other texts for a file or a host, and says where it looked in its own words.
  if (connectionString !== undefined && !/^postgres(ql)?:\/\/./.test(connectionString)) throw noAddress();
  try {
    const { host, port, database } = new Client(config);
    return `PostgreSQL at ${host}:${port}/${database ?? ""}`;
  } catch {
    throw noAddress();
  }
}

/** It may hold a password, so what was found is not told. */
function noAddress(): UserError {
  return new UserError(
    "DATABASE_URL: found no address of a PostgreSQL, expected postgres://user:password@host:5432/name",
  );
}

function statementsOf(asked: Pool | PoolClient): Statements {
  return {
    query: async (text, values = []) => (await asked.query<Record<string, unknown>>(text, [...values])).rows,
    executeSql: (text, values) => asked.query(text, values),
  };
}

async function inTransaction<T>(
  pool: Pool,
  run: (statements: Statements) => Promise<T>,
  longestPause: number,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Without a listener, a connection that dies in here would end the process.
  const onError = (error: Error): void => void (broken = error);
  client.on("error", onError);
  try {
    // Not of the connection: a pooler between may know no such parameter.
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${longestPause}`);
    const result = await run(statementsOf(client));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // What is asked of a connection that has died tells only that.
    const cause = broken ?? error;
    await client.query("ROLLBACK").catch((failed: unknown) => {
      broken = failed instanceof Error ? failed : new Error(String(failed));
    });
    throw cause;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
