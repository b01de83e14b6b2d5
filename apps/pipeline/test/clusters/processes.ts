import { readlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Where a process works; undefined once it has ended. */
export function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * Wait until something is so.
 * @throws Error with what was waited for, and what there is in its place.
 */
export async function eventually<T>(what: string, look: () => T, so: (found: T) => boolean, seconds = 120): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = look();
    if (so(found)) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}; found ${JSON.stringify(found)}`);
    await setTimeout(50);
  }
}
