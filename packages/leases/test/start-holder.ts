import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { LeaseOptions } from "../src/index.ts";

const program = fileURLToPath(new URL("holder-process.ts", import.meta.url));

/** Short enough for a test, and long beside what two busy cores take from a thread. */
export const TIMES = { beatMilliseconds: 50, deadAfterMilliseconds: 2000 };

export interface Started {
  readonly child: ChildProcess;
  /** What became of taking the lease. */
  readonly taken: string;
  /** Say a line of what to do; gives the answer. */
  ask(line: string): Promise<string>;
}

/** Start a process that takes a lease. It is gone when the test is. */
export async function startHolder(folder: string, options: LeaseOptions = {}): Promise<Started> {
  const argv = ["--import", "tsx", program, folder, JSON.stringify({ ...TIMES, ...options })];
  const child = spawn(process.execPath, argv, { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    return line.done === true ? "nothing" : line.value;
  };
  const ask = (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    return next();
  };
  return { child, taken: await next(), ask };
}

/** Kill a process as nothing warns it of, and wait until it is gone. */
export async function killed({ child }: Started): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
