import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const program = join(import.meta.dirname, ".venv/bin/moto_server");

/** Whether `npm run s3:setup` has been run. */
export const hasServer = (): boolean => existsSync(program);

export interface S3Server {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** A server of S3 on a free port; it keeps what it gets in memory. */
export async function startServer(): Promise<S3Server> {
  const child = spawn(program, ["-H", "127.0.0.1", "-p", "0"], { env: { PATH: process.env.PATH } });
  const ended = new Promise<undefined>((resolve) => {
    child.once("close", () => {
      resolve(undefined);
    });
  });
  let text = "";
  const listening = new Promise<string>((resolve) => {
    const collect = (chunk: Buffer): void => {
      text = (text + chunk.toString()).slice(-10_000);
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
  });
  const endpoint = await Promise.race([listening, ended]);
  if (endpoint === undefined) throw new Error(`the S3 server did not start: ${text}`);
  return {
    endpoint,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Make a bucket, as the server takes it from anybody. */
export async function createBucket(endpoint: string, name: string): Promise<void> {
  const { ok, status } = await fetch(`${endpoint}/${name}`, { method: "PUT" });
  if (!ok) throw new Error(`found ${status}, expected a bucket`);
}
