import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { unzipSync } from "fflate";
import { sha256 } from "../runs/hash.ts";

export interface InstallWheelOptions {
  /** The wheel, a zip archive. */
  readonly wheel: string;
  readonly sha256: string;
  /** Paths inside the wheel to take; the first group is the file's name, without a folder. */
  readonly libraries: RegExp;
  /** Folder to make; it appears whole or not at all. */
  readonly target: string;
}

/**
 * Unpack a wheel's libraries.
 * @returns the names of the files.
 * @throws UserError where the wheel is not the one expected; nothing of it is unpacked then.
 */
export function installWheel({ wheel, sha256: expected, libraries, target }: InstallWheelOptions): readonly string[] {
  if (!existsSync(wheel)) throw new UserError(`${wheel}: there is no such file`);
  const bytes = readFileSync(wheel);
  const found = sha256(bytes);
  if (found !== expected) {
    throw new UserError(
      `${wheel}: found SHA-256 ${found}, expected ${expected}: it is not the file that was published`,
    );
  }
  const files = Object.entries(unzipSync(bytes, { filter: ({ name }) => libraries.test(name) }));
  if (files.length === 0) throw new UserError(`${wheel}: found none of the libraries in it`);
  const staging = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(staging);
  try {
    const names = files.map(([path, content]) => {
      const name = libraries.exec(path)?.[1] ?? "";
      writeFileSync(join(staging, name), content);
      return name;
    });
    rmSync(target, { recursive: true, force: true });
    renameSync(staging, target);
    return names.toSorted();
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
