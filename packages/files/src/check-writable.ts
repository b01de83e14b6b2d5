import { accessSync, constants, lstatSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { hasCode } from "./has-code.ts";
import { systemFailure } from "./system-failure.ts";

/**
 * Check, before anything is computed, that a file can be made.
 * @param path absolute.
 * @throws UserError where something is there, its folder is not, or may not be written.
 */
export function checkNewFile(path: string): void {
  if (isThere(path)) {
    throw new UserError(`${path}: is there already, and is not overwritten; name another file, or remove it first`);
  }
  checkFolder(dirname(path));
}

/**
 * Check, before anything is computed, that files can be written into a folder, which is made where it is not there. Node's own
 * mkdir says ENOENT of a disk that may only be read, where it is to make folders on the way.
 * @param path absolute.
 * @throws UserError where it, or the folder in which it is to be, is no folder or may not be written.
 */
export function checkOutputFolder(path: string): void {
  if (isThere(path) || dirname(path) === path) checkFolder(path);
  else checkOutputFolder(dirname(path));
}

/** Also a link that leads nowhere. Below a file there is nothing. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (hasCode(error, "ENOTDIR")) return false;
    throw error;
  }
}

function checkFolder(folder: string): void {
  try {
    if (!statSync(folder).isDirectory()) {
      throw new UserError(`${folder}: found a file, expected a folder to write into; name another`);
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const failure = systemFailure(error);
    throw failure === undefined ? error : new UserError(failure, { cause: error });
  }
}
