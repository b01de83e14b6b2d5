import { existsSync } from "node:fs";
import { join } from "node:path";
import { sha256File } from "@dalmeum/files";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunResult } from "../record/run-record.ts";

/** The result of a run whose files are all written. */
export function runResult(
  folder: string,
  made: Omit<RunResult, "finishedAt" | "peakMemoryMegabytes" | "files">,
): RunResult {
  return {
    finishedAt: new Date().toISOString(),
    ...made,
    peakMemoryMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    files: fileHashesOf(folder),
  };
}

/** Hash of every file of a run that is there, by name. */
function fileHashesOf(folder: string): RunResult["files"] {
  const files = Object.values(RUN_FILES).filter((file) => existsSync(join(folder, file)));
  return Object.fromEntries(files.map((file) => [file, sha256File(join(folder, file))]));
}
