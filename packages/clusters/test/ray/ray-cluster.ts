import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { endAll, processesOf, type RunningProcess, signalAll } from "../processes.ts";

const program = join(import.meta.dirname, ".venv/bin/ray");

/** Whether `npm run ray:setup` has been run, on a machine where nodes can be killed by their processes' ids. */
export const hasRay = (): boolean => process.platform === "linux" && existsSync(program);

export interface RayOptions {
  /** For every node: where the store of runs is, and its like. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Names of the nodes that make runs, and what each has in its environment besides. */
  readonly nodes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** That Ray asks for. */
  readonly token?: string;
}

/** A head that makes no runs, and nodes of one CPU each, all on loopback addresses. */
export interface RayCluster {
  /** Where its nodes keep their files. */
  readonly folder: string;
  /** For whoever asks it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What runs on a node now. */
  processes(name: string): readonly RunningProcess[];
  /** Everything that was started for it, on whichever node, and lives. */
  all(): readonly RunningProcess[];
  /** Kill the process of Ray that makes a node's run, with -9. */
  killMaker(name: string): void;
  /** Kill all that runs on a node, with -9. */
  killNode(name: string): void;
  freezeNode(name: string): void;
  wakeNode(name: string): void;
  /** What events call a node. */
  id(name: string): Promise<string>;
  addNode(name: string, environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Kill all that runs on the head, with -9. */
  killHead(): void;
  stop(): Promise<void>;
}

/**
 * Dead nodes are found within five seconds, and a dead head within fifteen, in place of a minute each. Sooner, and on a machine that
 * is at its limit, nodes and drivers that live are taken for dead.
 */
const QUICK = {
  RAY_health_check_initial_delay_ms: "500",
  RAY_health_check_period_ms: "500",
  RAY_health_check_timeout_ms: "2000",
  RAY_health_check_failure_threshold: "8",
  RAY_gcs_rpc_server_reconnect_timeout_s: "15",
  // Its workers let all others go first, which on two cores are the tests.
  RAY_worker_niceness: "0",
};
const HEAD = "head";

const nodesSchema = z.object({
  data: z.object({
    result: z.object({
      result: z.array(z.object({ node_name: z.string(), state: z.string() })),
    }),
  }),
});

/** Start Ray. Whoever starts it stops it, which leaves no process behind. */
export async function startRay(options: RayOptions = {}): Promise<RayCluster> {
  // Sockets below it have long names, and Linux allows 107 letters.
  const folder = mkdtempSync(join(tmpdir(), "ray-"));
  const cluster = `TEST_RAY=${randomUUID()}`;
  const marker = (name: string): string => `${cluster}-${name}-`;
  const [port, dashboard, client] = await Promise.all([freePort(), freePort(), freePort()]);
  const address = `http://127.0.0.1:${dashboard}`;
  let addresses = 10;

  const start = async (name: string, flags: readonly string[], added: Readonly<Record<string, string>> = {}) => {
    const host = `127.0.0.${addresses++}`;
    const command = [
      ...["start", "--node-name", name, "--node-ip-address", host, "--temp-dir", join(folder, name)],
      ...["--object-store-memory", "80000000", "--dashboard-agent-listen-port", String(await freePort())],
      ...["--min-worker-port", "0", "--max-worker-port", "0", "--disable-usage-stats", ...flags],
    ];
    const env = {
      ...plainEnvironment(),
      ...QUICK,
      RAY_AUTH_MODE: options.token === undefined ? "disabled" : "token",
      ...(options.token === undefined ? {} : { RAY_AUTH_TOKEN: options.token }),
      ...options.environment,
      TEST_NAME: name,
      ...added,
      TEST_RAY: marker(name).slice("TEST_RAY=".length),
    };
    await promisify(execFile)(program, command, { env });
    return host;
  };

  const listed = async () => {
    const headers = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
    const answer = await fetch(`${address}/api/v0/nodes?detail=true`, { headers });
    return answer.ok ? nodesSchema.parse(await answer.json()).data.result.result : [];
  };
  const isThere = async (name: string): Promise<void> => {
    for (let tries = 0; tries < 300; tries++) {
      if ((await listed()).some((node) => node.node_name === name && node.state === "ALIVE")) return;
      await setTimeout(100);
    }
    throw new Error(`Ray's node ${name} is not there after 30 s`);
  };
  const processes = (name: string) => processesOf(marker(name));
  const stop = async (): Promise<void> => {
    for (const name of names) await endAll(marker(name));
    rmSync(folder, { recursive: true, force: true });
  };

  const names = [HEAD];
  let headHost = "";
  const addNode = async (name: string, added: Readonly<Record<string, string>> = {}): Promise<void> => {
    if (!names.includes(name)) names.push(name);
    await start(name, ["--address", `${headHost}:${port}`, "--num-cpus", "1"], added);
    await isThere(name);
  };
  try {
    const ports = ["--port", String(port), "--dashboard-port", String(dashboard)];
    headHost = await start(HEAD, ["--head", "--num-cpus", "0", ...ports, "--ray-client-server-port", String(client)]);
    const nodes = Object.entries(options.nodes ?? { one: {}, two: {} });
    await Promise.all(nodes.map(([name, added]) => addNode(name, added)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    folder,
    environment: { RAY_ADDRESS: address, ...(options.token === undefined ? {} : { RAY_AUTH_TOKEN: options.token }) },
    processes,
    all: () => names.flatMap(processes),
    killMaker(name) {
      signalAll(
        processes(name).filter(({ command }) => command.startsWith("ray::Maker")),
        "SIGKILL",
      );
    },
    killNode: (name) => {
      signalAll(processes(name), "SIGKILL");
    },
    freezeNode: (name) => {
      signalAll(processes(name), "SIGSTOP");
    },
    wakeNode: (name) => {
      signalAll(processes(name), "SIGCONT");
    },
    id: (name) => Promise.resolve(name),
    addNode,
    killHead: () => {
      signalAll(processes(HEAD), "SIGKILL");
    },
    stop,
  };
}

/** Without what was meant for this process alone. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const left = Object.entries(process.env).filter(
    ([name]) => !/^(RAY_|VITEST|NODE_OPTIONS$|DALMEUM_|TEST_)/.test(name),
  );
  return { ...Object.fromEntries(left), PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}` };
}

/** Of a loopback address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("found no port");
  return address.port;
}
