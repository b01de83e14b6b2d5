import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cluster } from "../../src/index.ts";
import { openPostgres, startWorker } from "../../src/postgres/index.ts";
import { createTeam, KEY, NEVER, type Team } from "../stand-in/team.ts";
import { type PostgresServer, startPostgres } from "./server.ts";

/** A worker in this process: what is killed, or stands still, takes one of its own, of `startPostgresCluster`. */
export interface LocalWorker {
  readonly id: string;
  text(): string;
  /** As SIGTERM stops it. */
  stop(): void;
  /** What it left with, if anything was wrong. */
  readonly ended: Promise<unknown>;
}

export interface LocalCluster {
  readonly team: Team;
  readonly url: string;
  readonly client: Cluster;
  /** What the client was told of the database. */
  readonly notes: readonly string[];
  readonly workers: readonly LocalWorker[];
  open(key?: typeof KEY): Cluster;
  /** @param fault what is wrong with the node. */
  addWorker(fault?: string): LocalWorker;
  close(): Promise<void>;
}

/** @param faults of its workers, one each. */
export async function startWorkers(server: PostgresServer, faults: readonly string[]): Promise<LocalCluster> {
  const team = await createTeam();
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-workers-"));
  const url = await server.createDatabase();
  const notes: string[] = [];
  const workers: LocalWorker[] = [];
  const open = (key = KEY): Cluster =>
    openPostgres({ environment: { DATABASE_URL: url }, key, say: (line) => notes.push(line) });
  const addWorker = (fault = ""): LocalWorker => {
    const id = `node-${workers.length + 1}`;
    const lines: string[] = [];
    const stopping = new AbortController();
    const ended = startWorker({
      id,
      environment: {
        ...process.env,
        ...team.environment,
        ...{ DATABASE_URL: url, STAND_IN: fault, XDG_CACHE_HOME: join(folder, id) },
      },
      key: KEY,
      runtimes: folder,
      signal: stopping.signal,
      say: (line) => lines.push(line),
    }).catch((error: unknown) => error);
    const worker: LocalWorker = {
      id,
      text: () => lines.join("\n"),
      stop: () => {
        stopping.abort();
      },
      ended,
    };
    workers.push(worker);
    return worker;
  };
  for (const fault of faults) addWorker(fault);
  const client = open();
  // They are there once they have said something.
  while ((await client.nodes(team.workspace, NEVER)).length < faults.length);
  return {
    ...{ team, url, client, notes, workers, open, addWorker },
    async close() {
      for (const worker of workers) worker.stop();
      await Promise.all(workers.map(({ ended }) => ended));
      await client.close();
      team.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Play a scene with workers of its own. */
export async function withWorkers(
  server: PostgresServer,
  faults: readonly string[],
  act: (cluster: LocalCluster) => Promise<void>,
): Promise<void> {
  const cluster = await startWorkers(server, faults);
  try {
    await act(cluster);
  } finally {
    await cluster.close();
  }
}

/** With a server of its own, which the scene may kill. */
export async function withServer(act: (server: PostgresServer) => Promise<void>): Promise<void> {
  const server = await startPostgres();
  try {
    await act(server);
  } finally {
    await server.remove();
  }
}
