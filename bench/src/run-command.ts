import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { megabytesOf } from "./peak-memory.ts";
import { workspaceRoot } from "./workspace-root.ts";

const run = promisify(execFile);

const DALMEUM = join(workspaceRoot, "apps", "pipeline", "bin", "dalmeum.mjs");
const WATCH = pathToFileURL(join(workspaceRoot, "bench", "bin", "usage.mjs")).href;

/** What `process.resourceUsage` tells, microseconds and KiB. */
const usageSchema = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number().positive() });

/** What a command took. */
export interface Usage {
  /** From its start to its end, on a machine that others may share. */
  readonly wallSeconds: number;
  /** Of the processor, of all threads. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
}

/**
 * The real command line in a workspace, in a process of its own.
 * @throws UserError where it fails.
 */
export async function runCommand(root: string, words: readonly string[]): Promise<Usage> {
  // Git does not see it, nor does what is measured.
  const path = join(root, "node_modules", "usage.json");
  const startedAt = performance.now();
  // A temporary workspace has none of its own.
  const DALMEUM_RUNTIMES = process.env.DALMEUM_RUNTIMES ?? join(workspaceRoot, "runtimes");
  const env = { ...process.env, DALMEUM_RUNTIMES, DALMEUM_BENCH_USAGE: path };
  const options = { cwd: root, maxBuffer: 2 ** 26, env };
  await run(process.execPath, ["--import", WATCH, DALMEUM, ...words], options).catch((cause: unknown) => {
    throw new UserError(`dalmeum ${words.join(" ")}: the process failed: ${String(cause)}`, { cause });
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const usage = usageSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const processorSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { wallSeconds, processorSeconds, peakMegabytes: megabytesOf(usage) };
}
