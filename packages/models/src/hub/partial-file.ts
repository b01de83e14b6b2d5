import { mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * The file into which this process downloads a blob: one that it has begun, one that a process which is gone has left,
 * or one that is not there yet. Two processes that appended to the same would spoil it, so no two share one; those of
 * huggingface_hub 2.4 have other names.
 * @param blob where the whole content is to be, absolute.
 */
export function takePartial(blob: string): string {
  const folder = dirname(blob);
  mkdirSync(folder, { recursive: true });
  const own = `${blob}.${process.pid}.incomplete`;
  const left = readdirSync(folder).find((name) => {
    const [pid] = /(?<=^[0-9a-f]+\.)\d+(?=\.incomplete$)/.exec(name) ?? [];
    return pid !== undefined && name.startsWith(`${basename(blob)}.`) && !isAlive(Number(pid));
  });
  if (left !== undefined && sizeOf(own) === 0) renameSync(join(folder, left), own);
  return own;
}

/** Bytes of a file; none where there is no file. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
