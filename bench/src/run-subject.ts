import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { type Batching, type Report, reportSchema } from "./report.ts";
import { nameOf, type Subject } from "./subjects.ts";
import { workspaceRoot } from "./workspace-root.ts";

const run = promisify(execFile);

export const PYTHON = join(workspaceRoot, "bench", ".venv", "bin", "python");

export interface SubjectTask {
  readonly subject: Subject;
  readonly job: Exclude<Report["job"], "unavailable">;
  readonly batching: Batching;
  /** Path of the plan. */
  readonly plan: string;
}

/**
 * Do a job in a process of its own.
 * @throws UserError where the process fails, or says what cannot be read.
 */
export async function runSubject({ subject, job, batching, plan }: SubjectTask): Promise<Report> {
  const { runtime, precision } = subject;
  const [command, ...given] =
    runtime === "pytorch"
      ? [PYTHON, join(workspaceRoot, "bench", "peer", "train.py"), job, precision, batching, plan]
      : [process.execPath, join(workspaceRoot, "bench", "bin", "subject.mjs"), job, runtime, precision, plan];
  if (!existsSync(command)) {
    return { job: "unavailable", reason: "found no bench/.venv; `npm run bench:setup` makes it" };
  }
  const { stdout } = await run(command, given, { maxBuffer: 2 ** 26 }).catch((cause: unknown) => {
    throw new UserError(`${nameOf(subject)}, ${job}: the process failed: ${String(cause)}`, { cause });
  });
  return parseReport(stdout);
}

/** The last line of what a process wrote. */
export function parseReport(stdout: string): Report {
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  return reportSchema.parse(JSON.parse(line));
}
