import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { unzipSync } from "fflate";

/** What a workspace may come to, unpacked. */
const MOST_BYTES = 2 ** 30;
const MOST_FILES = 100_000;

/**
 * Write an archive's files into an empty folder.
 * @throws UserError where one would lie outside, where there are too many, or it is damaged.
 */
export function unpackArchive(archive: Uint8Array, folder: string): void {
  for (const [path, bytes] of Object.entries(filesOf(archive))) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { flag: "wx" });
  }
}

function filesOf(archive: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let bytes = 0;
  let files = 0;
  try {
    return unzipSync(archive, {
      // Before anything is inflated; fflate gives a file no more room than it declares.
      filter: ({ name, originalSize }) => {
        if (!isInside(name)) throw new UserError(`found ${JSON.stringify(name)}, expected a path inside the workspace`);
        bytes += originalSize;
        files += 1;
        if (bytes > MOST_BYTES || files > MOST_FILES) {
          throw new UserError(`expected ${MOST_FILES} files of ${MOST_BYTES / 2 ** 20} MiB in all at most`);
        }
        return true;
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`the workspace's archive cannot be unpacked: ${reason}`, { cause });
  }
}

/** Files alone, in one spelling on every system. */
function isInside(path: string): boolean {
  const parts = path.split("/");
  return !/[\\:\0]/.test(path) && parts.every((part) => part !== "" && part !== "." && part !== "..");
}
