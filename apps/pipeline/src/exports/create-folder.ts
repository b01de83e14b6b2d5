import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "@dalmeum/contracts";

/**
 * Make a folder that is not there yet; it appears whole or not at all.
 * @param fill writes the files, into a folder beside it.
 * @returns what `fill` returns.
 * @throws UserError where something is there already.
 */
export async function createFolder<T>(target: string, fill: (staging: string) => Promise<T>): Promise<T> {
  const refuseExisting = (): void => {
    if (existsSync(target))
      throw new UserError(`${target}: is there already, and is not overwritten; name another folder`);
  };
  refuseExisting();
  const staging = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(staging);
  try {
    const filled = await fill(staging);
    refuseExisting();
    renameSync(staging, target);
    return filled;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
