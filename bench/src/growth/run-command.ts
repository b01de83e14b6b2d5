import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { megabytesOf } from "../peak-memory.ts";
import { workspaceRoot } from "../workspace-root.ts";
import type { Usage } from "./growth-figures.ts";

const run = promisify(execFile);

const DALMEUM = join(workspaceRoot, "apps", "pipeline", "bin", "dalmeum.mjs");
const WATCH = pathToFileURL(join(workspaceRoot, "bench", "bin", "usage.mjs")).href;

/** What `process.resourceUsage` tells, microseconds and KiB. */
const usageSchema = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number().positive() });

/**
 * The real command line, in a process of its own.
 * @param path where it may write what it took.
 * @throws UserError where it fails.
 */
export async function runCommand(root: string, words: readonly string[], path: string): Promise<Usage> {
  const startedAt = performance.now();
  const options = { cwd: root, maxBuffer: 2 ** 26, env: { ...process.env, DALMEUM_BENCH_USAGE: path } };
  await run(process.execPath, ["--import", WATCH, DALMEUM, ...words], options).catch((cause: unknown) => {
    throw new UserError(`dalmeum ${words.join(" ")}: the process failed: ${String(cause)}`, { cause });
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const usage = usageSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const processorSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { wallSeconds, processorSeconds, peakMegabytes: megabytesOf(usage) };
}
