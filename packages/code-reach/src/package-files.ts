import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";

const manifestSchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  sideEffects: z.unknown().optional(),
  exports: z.unknown().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

export interface Manifest extends z.infer<typeof manifestSchema> {
  readonly folder: string;
}

/** What is read of package.json files and the lockfile, each once. */
export interface PackageFiles {
  /** The package.json in a folder. */
  manifestIn(folder: string): Manifest | undefined;
  /** The package that a file belongs to. */
  manifestOf(file: string): Manifest | undefined;
  /** The real folder of a package, as Node finds it from a file. */
  installed(name: string, file: string): string | undefined;
  /** What the lockfile holds a registry's package to. */
  integrityOf(name: string, version: string): string | null;
}

export function createPackageFiles(root: string): PackageFiles {
  const manifests = new Map<string, Manifest | undefined>();
  const folders = new Map<string, string | undefined>();
  let lockfile: string | undefined;
  const manifestIn = (folder: string): Manifest | undefined => {
    if (!manifests.has(folder)) {
      const path = join(folder, "package.json");
      manifests.set(folder, existsSync(path) ? { ...readJson(path, manifestSchema), folder } : undefined);
    }
    return manifests.get(folder);
  };
  return {
    manifestIn,
    manifestOf: (file) => {
      for (const folder of foldersAbove(file)) {
        const found = manifestIn(folder);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    installed: (name, file) => {
      const key = `${dirname(file)} ${name}`;
      if (!folders.has(key)) {
        const places = foldersAbove(file).map((folder) => join(folder, "node_modules", name));
        const found = places.find((place) => existsSync(place));
        folders.set(key, found === undefined ? undefined : realpathSync(found));
      }
      return folders.get(key);
    },
    integrityOf: (name, version) => {
      lockfile ??= existsSync(join(root, "pnpm-lock.yaml")) ? readFileSync(join(root, "pnpm-lock.yaml"), "utf8") : "";
      return integrityIn(lockfile, `${name}@${version}`);
    },
  };
}

/** Its lines alone: parsing the whole file takes longer than everything else together. */
function integrityIn(lockfile: string, id: string): string | null {
  for (const key of [`\n  ${id}:\n`, `\n  '${id}':\n`]) {
    const start = lockfile.indexOf(key);
    if (start < 0) continue;
    const [, integrity] =
      /^ {4}resolution: \{.*?integrity: ([^,}\s]+)/.exec(lockfile.slice(start + key.length, start + 2000)) ?? [];
    return integrity ?? null;
  }
  return null;
}

function foldersAbove(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) return folders;
  }
}

/** Whether a folder is one that a package manager filled. */
export const isFromRegistry = (folder: string): boolean => folder.split(sep).includes("node_modules");
