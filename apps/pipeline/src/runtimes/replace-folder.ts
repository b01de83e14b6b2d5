import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Make a folder, in place of one that may be there: it appears whole or not at all.
 * @param fill writes the files, into a folder beside it.
 * @returns what `fill` returns.
 */
export async function replaceFolder<T>(target: string, fill: (staging: string) => T | Promise<T>): Promise<T> {
  const staging = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(staging);
  try {
    const filled = await fill(staging);
    rmSync(target, { recursive: true, force: true });
    renameSync(staging, target);
    return filled;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
