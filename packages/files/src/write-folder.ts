import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "@dalmeum/contracts";

/** Writes the files into an empty folder that stands beside the target; its result is returned. */
export type Fill<T> = (staging: string) => T | Promise<T>;

/**
 * Make a folder that is not there yet; it appears whole or not at all.
 * @throws UserError where something is there already.
 */
export async function createFolder<T>(target: string, fill: Fill<T>): Promise<T> {
  const refuseExisting = (): void => {
    if (existsSync(target)) {
      throw new UserError(`${target}: is there already, and is not overwritten; name another folder`);
    }
  };
  refuseExisting();
  return writeFolder(target, fill, refuseExisting);
}

/** Make a folder, in place of one that may be there: it appears whole or not at all. */
export function replaceFolder<T>(target: string, fill: Fill<T>): Promise<T> {
  return writeFolder(target, fill, () => {
    rmSync(target, { recursive: true, force: true });
  });
}

async function writeFolder<T>(target: string, fill: Fill<T>, makeRoom: () => void): Promise<T> {
  const staging = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(staging);
  try {
    const filled = await fill(staging);
    makeRoom();
    renameSync(staging, target);
    return filled;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
