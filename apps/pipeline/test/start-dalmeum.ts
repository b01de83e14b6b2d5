import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const bin = fileURLToPath(new URL("../bin/dalmeum.mjs", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/**
 * Run a command line in a process of its own.
 * @param through a program, with its arguments, that becomes that process.
 */
export function startDalmeum(cwd: string, commandLine: string, through: readonly string[] = []): Started {
  const [program = "", ...argv] = [...through, process.execPath, bin, ...commandLine.split(" ")];
  const child = spawn(program, argv, { cwd });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk: Buffer) => {
      written[name] += chunk.toString();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, ...written });
    });
  });
  return { child, ended };
}
