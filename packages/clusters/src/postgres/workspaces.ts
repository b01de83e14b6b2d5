import type { KeyObject } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { createEnvelope, sha256 } from "@dalmeum/files";
import { z } from "zod";
import type { PackedWorkspace } from "../workspace/pack-workspace.ts";
import type { Statements } from "./database.ts";

const envelope = createEnvelope(
  "a workspace that a worker of dalmeum installs",
  z.strictObject({ sha256: z.string() }),
);

const sealed = (key: KeyObject, workspace: string): string =>
  Buffer.from(envelope.seal(key, { sha256: workspace })).toString();

/** What whoever has the key calls a workspace: what is said of it, and left to others, is nothing to those with another key. */
export const workspaceGroup = (key: KeyObject, workspace: string): string => sha256(sealed(key, workspace));

/** Put a workspace where workers find it, and ask the idle ones to prepare it. */
export async function announceWorkspace(
  statements: Statements,
  key: KeyObject,
  { sha256: workspace, archive }: PackedWorkspace,
): Promise<void> {
  const announced = sealed(key, workspace);
  const there = await statements.query(
    "update dalmeum.workspaces set asked_at = now(), announced = $2 where sha256 = $1 returning 1",
    [workspace, announced],
  );
  if (there.length > 0) return;
  await statements.query(
    `insert into dalmeum.workspaces (sha256, announced, archive) values ($1, $2, $3)
     on conflict (sha256) do update set asked_at = now(), announced = excluded.announced`,
    [workspace, announced, Buffer.from(archive)],
  );
}

const announcedSchema = z.object({ announced: z.string() });

export interface Announced {
  readonly group: string;
  /** Its SHA-256. @throws UserError where nobody with the key has asked for it. */
  open(): string;
}

/** Workspaces that somebody waits for. */
export async function announcedWorkspaces(statements: Statements, key: KeyObject): Promise<readonly Announced[]> {
  const rows = await statements.query(
    "select announced from dalmeum.workspaces where asked_at > now() - interval '2 minutes' order by asked_at",
  );
  return rows.map((row) => {
    const { announced } = announcedSchema.parse(row);
    return {
      group: sha256(announced),
      open: () => envelope.open("the workspace in the database", key, Buffer.from(announced)).sha256,
    };
  });
}

const archiveSchema = z.object({ archive: z.instanceof(Uint8Array) });

/** @throws UserError where it is no longer there. */
export async function fetchArchive(statements: Statements, workspace: string): Promise<Uint8Array> {
  const [row] = await statements.query("select archive from dalmeum.workspaces where sha256 = $1", [workspace]);
  if (row === undefined) {
    throw new UserError("the workspace is no longer in the database; the same sweep again sends it");
  }
  return archiveSchema.parse(row).archive;
}
