import { readFileSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";

/**
 * A file's bytes.
 * @param expected what kind of file ought to be there, e.g. `a UTF-8 text file`.
 * @throws UserError where it is missing or cannot be read.
 */
export function readBytes(path: string, expected: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(path);
  } catch (cause) {
    const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    const found = missing ? "there is no such file" : `cannot be read: ${String(cause)}`;
    throw new UserError(`${path}: ${found}; expected ${expected}. Check the folder and the name.`, { cause });
  }
}
