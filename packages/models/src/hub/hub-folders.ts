import { existsSync, linkSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { HubCheckpoint } from "./checkpoint-name.ts";

/** Where huggingface_hub 2.4 keeps a commit's files, absolute; none need be there. */
export interface HubFolders {
  /** Contents, each named after its hash. */
  readonly blobs: string;
  /** The commit's files by name, links to blobs. */
  readonly snapshot: string;
  /** Empty files with the names of files that the commit is known not to have. */
  readonly absent: string;
  /** What blobs were when they last were what their names say; huggingface_hub does not look at it. */
  readonly checked: string;
}

export function hubFolders(cache: string, { repository, revision }: HubCheckpoint): HubFolders {
  const folder = join(cache, `models--${repository.replace("/", "--")}`);
  return {
    blobs: join(folder, "blobs"),
    snapshot: join(folder, "snapshots", revision),
    absent: join(folder, ".no_exist", revision),
    checked: join(folder, ".checked"),
  };
}

/** Whether it is known if the commit has that file, and it is here if so. */
export function isSettled({ snapshot, absent }: HubFolders, name: string): boolean {
  return existsSync(join(snapshot, name)) || existsSync(join(absent, name));
}

/** Remember that the commit has no file of that name. */
export function markAbsent({ absent }: HubFolders, name: string): void {
  mkdirSync(absent, { recursive: true });
  writeFileSync(join(absent, name), "");
}

/** Give a blob its name in the snapshot. */
export function linkBlob({ blobs, snapshot }: HubFolders, name: string, etag: string): void {
  const link = join(snapshot, `${name}.${process.pid}.tmp`);
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(relative(dirname(link), join(blobs, etag)), link);
  } catch (error) {
    // Windows lets few people make symbolic links.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) throw error;
    linkSync(join(blobs, etag), link);
  }
  renameSync(link, join(snapshot, name));
}
