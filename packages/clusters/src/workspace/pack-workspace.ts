import { execFile } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { ifThere, sha256 } from "@dalmeum/files";
import { zipSync } from "fflate";

/** A workspace as it lies here, edits and new files included. */
export interface PackedWorkspace {
  /** Of the archive: equal files, equal name. */
  readonly sha256: string;
  /** A ZIP archive. */
  readonly archive: Uint8Array;
  /** Paths in it, relative to the root. */
  readonly files: ReadonlySet<string>;
}

/** Ray takes no more. */
const MOST_BYTES = 100 * 2 ** 20;
/** Equal files give equal archives, whenever they were written; ZIP knows no earlier year. */
const MODIFIED = new Date(1980, 0, 1);

/**
 * Pack what git knows or would add: what it ignores stays here.
 * @param added files that go along besides, by their paths.
 * @throws UserError where git cannot list it, or it is too large.
 */
export async function packWorkspace(
  root: string,
  added: Readonly<Record<string, Uint8Array>> = {},
): Promise<PackedWorkspace> {
  const read = new Map(Object.entries(added));
  for (const path of await listedFiles(root)) {
    const bytes = ifThere(() => (lstatSync(join(root, path)).isFile() ? readFileSync(join(root, path)) : undefined));
    if (bytes !== undefined) read.set(path, bytes);
  }
  const files = [...read].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const archive = zipSync(Object.fromEntries(files), { level: 1, mtime: MODIFIED });
  if (archive.length > MOST_BYTES) throw tooLarge(archive.length, files);
  return { sha256: sha256(archive), archive, files: new Set(read.keys()) };
}

async function listedFiles(root: string): Promise<readonly string[]> {
  const command = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  try {
    const { stdout } = await promisify(execFile)("git", command, { cwd: root, maxBuffer: 2 ** 28 });
    return stdout.split("\0").filter((path) => path !== "");
  } catch (cause) {
    throw new UserError(
      `${root}: git cannot list its files, which are sent to the cluster's nodes; \`git status\` says why`,
      { cause },
    );
  }
}

function tooLarge(found: number, files: readonly (readonly [string, Uint8Array])[]): UserError {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const largest = files.toSorted(([, a], [, b]) => b.length - a.length).slice(0, 5);
  return new UserError(
    `found ${megabytes(found)} of workspace to send, expected ${megabytes(MOST_BYTES)} at most; its largest files:\n` +
      largest.map(([path, { length }]) => `  ${path}: ${megabytes(length)}`).join("\n"),
  );
}
