import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { unzipSync } from "fflate";
import { sha256 } from "@dalmeum/files";

export interface UnpackWheelOptions {
  /** The wheel, a zip archive. */
  readonly wheel: string;
  /** What the wheel must have; left out where pip has compared it already. */
  readonly sha256?: string;
  /** Paths inside the wheel to take; the first group is the path below `folder`, and matches no `..`. */
  readonly files: RegExp;
  /** Which of the paths below `folder` are programs; none by default. */
  readonly programs?: RegExp;
  readonly folder: string;
}

/**
 * Unpack files of a wheel.
 * @returns their paths below the folder.
 * @throws UserError where the wheel is not the one expected; nothing of it is unpacked then.
 */
export function unpackWheel({
  wheel,
  sha256: expected,
  files,
  programs,
  folder,
}: UnpackWheelOptions): readonly string[] {
  if (!existsSync(wheel)) throw new UserError(`${wheel}: there is no such file`);
  const bytes = readFileSync(wheel);
  if (expected !== undefined) checkHash(wheel, sha256(bytes), expected);
  const found = Object.entries(unzipSync(bytes, { filter: ({ name }) => files.test(name) }));
  if (found.length === 0) throw new UserError(`${wheel}: found none of the files that are needed in it`);
  const paths = found.map(([name, content]) => {
    const path = files.exec(name)?.[1] ?? "";
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: programs?.test(path) === true ? 0o755 : 0o644 });
    return path;
  });
  return paths.toSorted();
}

function checkHash(wheel: string, found: string, expected: string): void {
  if (found === expected) return;
  throw new UserError(`${wheel}: found SHA-256 ${found}, expected ${expected}: it is not the file that was published`);
}
