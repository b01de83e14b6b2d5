import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes with a variable in their environment, on whichever of the nodes that are all this machine. Of Linux. */
export function processesWith(variable: string): readonly RunningProcess[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, "utf8").split("\0").includes(variable)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      // One that has ended and waits for its parent has none.
      return command === "" ? [] : [{ pid: Number(name), command }];
    } catch {
      // It has ended meanwhile, or is another user's.
      return [];
    }
  });
}

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
