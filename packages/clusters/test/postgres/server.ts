import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";

const VERSIONS = "/usr/lib/postgresql";

/** Debian's, the newest, else whatever is on the path. */
function programs(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const debians = versions.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(VERSIONS, version, "bin"));
  const onPath = (process.env.PATH ?? "").split(":");
  return [...debians, ...onPath].find((folder) => existsSync(join(folder, "initdb")));
}

/** Whether PostgreSQL is installed; `apt-get install postgresql` does. */
export const hasPostgres = (): boolean => programs() !== undefined;

export interface PostgresServer {
  readonly url: string;
  /** As `kill -9` of all its processes at once, or politely; it stays down until `start`. */
  stop(how?: "politely" | "killed"): Promise<void>;
  start(): Promise<void>;
  /** Another database in it. @returns its address. */
  createDatabase(): Promise<string>;
  /** End it, and all that it wrote. */
  remove(): Promise<void>;
}

/** A PostgreSQL of its own, on a free port of this machine. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = programs();
  if (folder === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const root = mkdtempSync(join(tmpdir(), "dalmeum-postgres-"));
  const data = join(root, "data");
  mkdirSync(data, { mode: 0o700 });
  const user = unprivileged();
  chmodSync(root, 0o755);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  const made = spawnSync(
    join(folder, "initdb"),
    ["--pgdata", data, "--username", "dalmeum", "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--no-locale"],
    { ...user, cwd: data, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://dalmeum@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  let databases = 0;

  const start = async (): Promise<void> => {
    const settings = {
      listen_addresses: "127.0.0.1",
      port,
      unix_socket_directories: "",
      fsync: "off",
      max_connections: 60,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(folder, "postgres"), ["-D", data, ...flags], { ...user, cwd: data, stdio: "ignore" });
    await answers(url, server);
  };
  const stop = async (how: "politely" | "killed" = "politely"): Promise<void> => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    // The others watch it, and end with it.
    server.kill(how === "killed" ? "SIGKILL" : "SIGINT");
    await gone;
  };
  await start();
  return {
    url,
    start,
    stop,
    async createDatabase() {
      databases += 1;
      const name = `d${databases}`;
      await query(url, `create database ${name} template template0`);
      return url.replace(/postgres$/, name);
    },
    async remove() {
      await stop();
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Run SQL, as a person would. */
export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** It refuses to run as root. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout));
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
    const client = new Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await setTimeout(50);
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("found no port");
  return address.port;
}
