import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";

const texts = z.record(z.string(), z.string()).default({});

const manifestSchema = z.object({
  name: z.string().default(""),
  version: z.string().default(""),
  license: z.string().optional(),
  scripts: texts,
  dependencies: texts,
  devDependencies: texts,
  peerDependencies: texts,
});

/** What this package reads of a package.json. */
export type PackageManifest = z.infer<typeof manifestSchema>;

/**
 * Read a folder's package.json.
 * @throws UserError where it is missing or not a package.json.
 */
export function readManifest(folder: string): PackageManifest {
  const path = join(folder, "package.json");
  if (!existsSync(path)) throw new UserError(`${path}: there is no such file; expected a workspace package`);
  return parseManifest(readFileSync(path, "utf8"), path);
}

/**
 * Read the text of a package.json.
 * @param path where it stands, for the error.
 * @throws UserError where it is not a package.json.
 */
export function parseManifest(text: string, path: string): PackageManifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`${path}: expected a package.json, found ${String(cause)}`, { cause });
  }
}

/** The folder of the workspace package that a file belongs to; undefined where only the root is above it. */
export function packageFolderOf(root: string, file: string): string | undefined {
  for (let folder = dirname(file); relative(root, folder) !== ""; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
  return undefined;
}
