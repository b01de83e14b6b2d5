import { execFile } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { ifThere, sha256 } from "@dalmeum/files";
import { type Zippable, zipSync } from "fflate";

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
const LARGE_BYTES = 4 * 2 ** 20;
/** Equal files give equal archives, whenever they were written; ZIP knows no earlier year. */
const MODIFIED = new Date(1980, 0, 1);

/**
 * Pack what git knows or would add: what it ignores stays here.
 * @param added files that go along besides, by their paths.
 * @param most bytes of the archive.
 * @throws UserError where git cannot list it, or it is too large.
 */
export async function packWorkspace(
  root: string,
  added: Readonly<Record<string, Uint8Array>> = {},
  most = MOST_BYTES,
): Promise<PackedWorkspace> {
  const read = new Map(Object.entries(added));
  for (const path of await listedFiles(root)) {
    const bytes = ifThere(() => (lstatSync(join(root, path)).isFile() ? readFileSync(join(root, path)) : undefined));
    if (bytes !== undefined) read.set(path, bytes);
  }
  const files = [...read].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const entries = files.map(([path, bytes]): [string, Zippable[string]] => [path, [bytes, { level: levelOf(bytes) }]]);
  const archive = zipSync(Object.fromEntries(entries), { mtime: MODIFIED });
  if (archive.length > most) throw tooLarge(archive.length, most, files);
  return { sha256: sha256(archive), archive, files: new Set(read.keys()) };
}

/** What is large is weights, which take long to compress by a tenth. */
const levelOf = ({ length }: Uint8Array) => (length > LARGE_BYTES ? 0 : 1);

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

function tooLarge(found: number, most: number, files: readonly (readonly [string, Uint8Array])[]): UserError {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const largest = files.toSorted(([, a], [, b]) => b.length - a.length).slice(0, 5);
  return new UserError(
    `found ${megabytes(found)} of workspace to send, expected ${megabytes(most)} at most; its largest files:\n` +
      largest.map(([path, { length }]) => `  ${path}: ${megabytes(length)}`).join("\n"),
  );
}
