import { mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { contentHash } from "./content-hash.ts";
import type { HubFolders } from "./hub-folders.ts";

/** A blob is named after its hash; on systems without links a snapshot holds the files themselves. */
const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The hash that the content of a snapshot's file is named after; undefined where the file itself lies there. */
export function etagOf({ snapshot }: HubFolders, name: string): string | undefined {
  const etag = basename(realpathSync(join(snapshot, name)));
  return HASH.test(etag) ? etag : undefined;
}

/**
 * Whether a blob that is there is what it is named after: a disk that was full or another program may have damaged it. It is read
 * when it is first used after a change of size or time.
 */
export async function isWhole(folders: HubFolders, etag: string): Promise<boolean> {
  const blob = join(folders.blobs, etag);
  const state = stateOf(blob);
  if ((await readFile(join(folders.checked, etag), "utf8").catch(() => undefined)) === state) return true;
  const { size } = statSync(blob);
  if ((await contentHash(blob, { etag, size })) !== etag) return false;
  markWhole(folders, etag, state);
  return true;
}

/** Remember that a blob is what its name says, as it is now. */
export function markWhole({ blobs, checked }: HubFolders, etag: string, state = stateOf(join(blobs, etag))): void {
  const note = join(checked, etag);
  try {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, state);
  } catch {
    // A cache that may only be read is read each time.
  }
}

export function removeBlob({ blobs, checked }: HubFolders, etag: string): void {
  for (const folder of [blobs, checked]) rmSync(join(folder, etag), { force: true });
}

function stateOf(blob: string): string {
  const { size, mtimeNs } = statSync(blob, { bigint: true });
  return `${size} ${mtimeNs}\n`;
}
