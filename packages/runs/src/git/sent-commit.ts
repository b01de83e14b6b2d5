import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { type Commit, commitSchema } from "../record/run-record.ts";

/** Tells in a workspace that was sent to another machine, without its history, what it was sent from. */
export const SENT_COMMIT = ".dalmeum-commit.json";

const schema = z.strictObject({ commit: commitSchema });

export const sentCommitFile = (commit: Commit): Uint8Array =>
  Buffer.from(`${JSON.stringify({ commit } satisfies z.infer<typeof schema>)}\n`);

/**
 * The commit that a workspace was sent from; undefined where it was not sent, or has a history of its own.
 * @throws UserError where the file that tells it is damaged.
 */
export function sentCommit(root: string): Commit | undefined {
  const path = join(root, SENT_COMMIT);
  if (!existsSync(path) || existsSync(join(root, ".git"))) return undefined;
  return readJson(path, schema, "the cluster's client writes it; send the workspace again").commit;
}
