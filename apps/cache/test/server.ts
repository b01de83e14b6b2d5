import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const program = join(import.meta.dirname, "../bin/cache.mjs");

/** A folder for artifacts; removed when the test ends. */
export function createStorage(): string {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Output {
  readonly code: number | null;
  readonly text: string;
}

/** When a server is to be stopped: at the end of the test that starts it, unless a file shares one. */
export type Later = (stop: () => Promise<void>) => void;

/** Run the server; what it printed until `until` is in it, or until it ended. */
export async function runServer(
  environment: Readonly<Record<string, string>>,
  until: RegExp,
  later: Later = onTestFinished,
): Promise<Output> {
  // Nothing of this process' environment but what finds programs: it may be a teammate's, with a cache of its own.
  const child = spawn(process.execPath, [program], { env: { PATH: process.env.PATH, ...environment } });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  later(async () => {
    // Told kindly, it waits for connections that this process keeps for another request.
    child.kill("SIGKILL");
    await ended;
  });
  let text = "";
  const matched = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer): void => {
      text += chunk.toString();
      if (until.test(text)) resolve();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
  });
  await Promise.race([matched, ended]);
  return { code: child.exitCode, text };
}

/** Start a server on a free port, and give its address. */
export async function startServer(
  environment: Readonly<Record<string, string>>,
  later: Later = onTestFinished,
): Promise<string> {
  const listening = /listening at (http:\/\/[\w.]+:\d+)/;
  const { text } = await runServer({ PORT: "0", ...environment }, listening, later);
  const address = listening.exec(text)?.[1];
  if (address === undefined) throw new Error(`the server did not start: ${text}`);
  return address;
}
