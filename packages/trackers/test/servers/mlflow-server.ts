import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const programs = join(import.meta.dirname, ".venv/bin");

/** Python with TensorBoard, once `npm run mlflow:setup` has been run. */
export const python = join(programs, "python");

/** Whether `npm run mlflow:setup` has been run. */
export const hasServer = (): boolean => existsSync(join(programs, "mlflow"));

export interface MlflowServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** MLflow's own server on a free port, with a database of its own. */
export async function startServer(): Promise<MlflowServer> {
  const folder = mkdtempSync(join(tmpdir(), "mlflow-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const flags = [
    ...["--backend-store-uri", `sqlite:///${folder}/mlflow.db`, "--artifacts-destination", join(folder, "artifacts")],
    ...["--host", "127.0.0.1", "--port", String(port), "--workers", "1", "--gunicorn-opts", "--threads 4"],
  ];
  const child = spawn(join(programs, "mlflow"), ["server", ...flags], {
    env: {
      ...{ PATH: `${programs}:${process.env.PATH ?? ""}`, HOME: folder },
      ...{ MLFLOW_DISABLE_TELEMETRY: "true", MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false" },
    },
    cwd: folder,
    // Its workers end with its process group.
    detached: true,
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  let text = "";
  const collect = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-10_000);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const stop = async (): Promise<void> => {
    killGroup(child);
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    if (await isHealthy(address)) return { address, stop };
    await setTimeout(100);
  }
  await stop();
  throw new Error(`MLflow did not start: ${text}`);
}

async function isHealthy(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health`)).ok;
  } catch {
    return false;
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
