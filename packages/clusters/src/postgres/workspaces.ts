import type { KeyObject } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { PackedWorkspace } from "../workspace/pack-workspace.ts";
import type { Statements } from "./database.ts";
import { isSealed, seal } from "./seal.ts";

const PURPOSE = "a workspace that dalmeum installs";

/** What whoever has the key calls a workspace: what is said of it, and left to others, is nothing to those with another key. */
export const workspaceGroup = (key: KeyObject, sha256: string): string => seal(key, PURPOSE, sha256);

/** Put a workspace where workers find it, and ask the idle ones to prepare it. */
export async function announceWorkspace(
  statements: Statements,
  key: KeyObject,
  { sha256, archive }: PackedWorkspace,
): Promise<void> {
  const signature = workspaceGroup(key, sha256);
  const there = await statements.query(
    "update dalmeum.workspaces set asked_at = now(), signature = $2 where sha256 = $1 returning 1",
    [sha256, signature],
  );
  if (there.length > 0) return;
  await statements.query(
    `insert into dalmeum.workspaces (sha256, signature, archive) values ($1, $2, $3)
     on conflict (sha256) do update set asked_at = now(), signature = excluded.signature`,
    [sha256, signature, Buffer.from(archive)],
  );
}

const announcedSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), signature: z.string() });

export interface Announced {
  readonly sha256: string;
  readonly group: string;
  /** Whether somebody with the key has asked for it. */
  readonly isSealed: boolean;
}

/** Workspaces that somebody waits for. */
export async function announcedWorkspaces(statements: Statements, key: KeyObject): Promise<readonly Announced[]> {
  const rows = await statements.query(
    "select sha256, signature from dalmeum.workspaces where asked_at > now() - interval '2 minutes' order by asked_at",
  );
  return rows.map((row) => {
    const { sha256, signature } = announcedSchema.parse(row);
    return { sha256, group: signature, isSealed: isSealed(key, PURPOSE, sha256, signature) };
  });
}

const archiveSchema = z.object({ archive: z.instanceof(Uint8Array) });

/** @throws UserError where it is no longer there. */
export async function fetchArchive(statements: Statements, sha256: string): Promise<Uint8Array> {
  const [row] = await statements.query("select archive from dalmeum.workspaces where sha256 = $1", [sha256]);
  if (row === undefined) {
    throw new UserError("the workspace is no longer in the database; the same sweep again sends it");
  }
  return archiveSchema.parse(row).archive;
}
