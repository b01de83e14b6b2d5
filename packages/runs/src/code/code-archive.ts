import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { CodeReach } from "@dalmeum/code-reach";
import { UserError } from "@dalmeum/contracts";
import { writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { hashes } from "../record/run-record.ts";
import { RUN_FILES } from "../record/run-files.ts";

const archiveSchema = z.object({
  pieces: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      text: z.string(),
      /** Where names of other pieces in it lead. */
      uses: z.record(z.string(), z.string()),
    }),
  ),
  /** Hash of each other file that the code reads. */
  assets: hashes,
});

/** The code that a run followed from, for people to compare. */
export type CodeArchive = z.infer<typeof archiveSchema>;

/** Code is a few hundred kilobytes; more is none of ours. */
const MOST_BYTES = 64 << 20;

export const archiveOf = ({ pieces, assets }: CodeReach): CodeArchive => ({
  pieces: [...pieces],
  assets,
});

/** Keep a run's code beside it. */
export function writeCodeArchive(folder: string, reach: CodeReach): void {
  const bytes = gzipSync(JSON.stringify(archiveOf(reach)), { level: 9 });
  writeFileAtomically(join(folder, RUN_FILES.code), [bytes]);
}

/**
 * The code that a run kept; undefined where it kept none, as earlier ones did.
 * @throws UserError where it is damaged.
 */
export function readCodeArchive(folder: string): CodeArchive | undefined {
  const path = join(folder, RUN_FILES.code);
  if (!existsSync(path)) return undefined;
  try {
    const text = gunzipSync(readFileSync(path), { maxOutputLength: MOST_BYTES }).toString("utf8");
    return archiveSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`${path}: found no code that a run kept (${String(cause)}); delete the run to train again`, {
      cause,
    });
  }
}
