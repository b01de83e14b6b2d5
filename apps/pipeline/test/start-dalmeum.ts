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
  /** What it has written until now. */
  said(): string;
}

export interface StartOptions {
  /** A program, with its arguments, that becomes the process. */
  readonly through?: readonly string[];
  /** Another workspace's. */
  readonly bin?: string;
  /** In place of this process's. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Run a command line in a process of its own. */
export function startDalmeum(cwd: string, commandLine: string, options: StartOptions = {}): Started {
  const command = [process.execPath, options.bin ?? bin, ...commandLine.split(" ")];
  return startProgram(cwd, [...(options.through ?? []), ...command], options.environment);
}

/** @param environment in place of this process's. */
export function startProgram(
  cwd: string,
  [program = "", ...argv]: readonly string[],
  environment: Readonly<Record<string, string>> | undefined,
): Started {
  const child = spawn(program, argv, { cwd, env: environment ?? process.env });
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
  return { child, ended, said: () => written.stdout + written.stderr };
}
