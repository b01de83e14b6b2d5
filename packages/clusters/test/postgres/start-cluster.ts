import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "./server.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const PROGRAM = join(ROOT, "apps/pipeline/bin/dalmeum.mjs");

type Environment = Readonly<Record<string, string | undefined>>;

/** A `npx dalmeum worker`, as one of a team's machines runs it. */
export interface TestNode {
  /** What the cluster calls it. */
  readonly id: string;
  readonly pid: number;
  /** Where it keeps workspaces: nodes share none. */
  readonly cache: string;
  /** All that it printed. */
  text(): string;
  /** @returns its exit code, null where it was killed. */
  readonly ended: Promise<number | null>;
}

export interface PostgresCluster {
  readonly server: PostgresServer;
  /** Of its database. */
  readonly url: string;
  /** DATABASE_URL, and what else clients and workers need. */
  readonly environment: Environment;
  readonly nodes: readonly TestNode[];
  addNode(environment?: Environment): Promise<TestNode>;
  /** As a machine that loses power: the worker and what it started. */
  killNode(node: TestNode): Promise<void>;
  /** The worker alone, with -9. */
  killMaker(node: TestNode): Promise<void>;
  /** As a person stops it. @returns the exit code. */
  stopNode(node: TestNode): Promise<number | null>;
  /** The worker and what it started stand still. */
  freezeNode(node: TestNode): void;
  wakeNode(node: TestNode): void;
  /** Processes that nodes started and that live. */
  children(node: TestNode): readonly number[];
  stop(): Promise<void>;
}

/**
 * A database, and workers beside it.
 * @param shared a server that others use too; one of its own where none is named.
 */
export async function startPostgresCluster(
  count: number,
  environment: Environment,
  shared?: PostgresServer,
): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-cluster-"));
  const server = shared ?? (await startPostgres());
  const url = shared === undefined ? server.url : await shared.createDatabase();
  const common = { ...environment, DATABASE_URL: url };
  const nodes: TestNode[] = [];
  const processes = new Set<ChildProcess>();
  /** A child has a group of its own, and outlives its worker a moment. */
  const started = new Map<TestNode, readonly number[]>();

  const kill = (node: TestNode, signal: NodeJS.Signals): void => {
    const pids = [node.pid, ...childrenOf(node.pid)];
    started.set(node, [...(started.get(node) ?? []), ...pids]);
    for (const pid of pids) tryKill(pid, signal);
  };
  const addNode = async (own: Environment = {}): Promise<TestNode> => {
    const cache = mkdtempSync(join(folder, "node-"));
    const child = spawn(process.execPath, [PROGRAM, "worker"], {
      cwd: ROOT,
      env: { ...process.env, ...common, XDG_CACHE_HOME: cache, ...own },
      stdio: ["ignore", "pipe", "pipe"],
    });
    processes.add(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    const ended = once(child, "exit").then(([code]: unknown[]) => (typeof code === "number" ? code : null));
    const id = await waitFor(
      () => /^(\S+) waits for runs/m.exec(text)?.[1],
      () => (child.exitCode === null ? undefined : `the worker ended: ${text}`),
    );
    const node: TestNode = { id, pid: child.pid ?? 0, cache, text: () => text, ended };
    nodes.push(node);
    return node;
  };
  const end = async (node: TestNode, signal: NodeJS.Signals): Promise<number | null> => {
    tryKill(node.pid, signal);
    return node.ended;
  };

  try {
    await Promise.all(Array.from({ length: count }, () => addNode()));
  } catch (error) {
    for (const child of processes) child.kill("SIGKILL");
    if (shared === undefined) await server.remove();
    throw error;
  }
  return {
    server,
    url,
    environment: common,
    nodes,
    addNode,
    async killNode(node) {
      kill(node, "SIGKILL");
      await node.ended;
    },
    async killMaker(node) {
      await end(node, "SIGKILL");
    },
    stopNode: (node) => end(node, "SIGTERM"),
    freezeNode: (node) => {
      kill(node, "SIGSTOP");
    },
    wakeNode: (node) => {
      kill(node, "SIGCONT");
    },
    children: (node) => childrenOf(node.pid),
    async stop() {
      for (const node of nodes) {
        for (const pid of started.get(node) ?? []) tryKill(pid, "SIGCONT");
        kill(node, "SIGKILL");
      }
      await Promise.all(nodes.map(({ ended }) => ended));
      if (shared === undefined) await server.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Children, and theirs. */
function childrenOf(pid: number): readonly number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): readonly number[] =>
    pairs.flatMap(([child, of]) => (of === parent && child !== undefined ? [child, ...below(child)] : []));
  return below(pid);
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone.
  }
}

/** Whether a process lives, and is no zombie. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}

/** Ask until something is there. @param broken says why it never will be. */
export async function waitFor<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  broken: () => string | undefined = () => undefined,
  milliseconds = 60_000,
): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    const why = broken() ?? (performance.now() > until ? "waited for too long" : undefined);
    if (why !== undefined) throw new Error(why);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
