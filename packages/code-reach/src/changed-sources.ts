import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { CodeReach } from "./reach-reader.ts";

/** Files that are no longer what was read. */
export function changedSources({ sources }: Pick<CodeReach, "sources">): readonly string[] {
  return Object.entries(sources).flatMap(([path, sha256]) => {
    const now = existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : undefined;
    return now === sha256 ? [] : [path];
  });
}
