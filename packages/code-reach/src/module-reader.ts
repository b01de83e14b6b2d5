import { readFileSync } from "node:fs";
import { sha256 } from "@dalmeum/files";
import { type CodeModule, moduleOf } from "./code-module.ts";
import type { PackageFiles } from "./package-files.ts";
import { loaderOf } from "./loader.ts";
import { createPartsCache } from "./parts-cache.ts";
import type { ReachSettings } from "./reach-settings.ts";

/** Reads each file once: code is what it was when it was first asked for. */
export interface ModuleReader {
  /** @param isEntry an entry file, of which some properties do not count. */
  module(path: string, isEntry: boolean): Promise<CodeModule>;
  /** SHA-256 of a file as it was read. */
  sha256(path: string): string;
}

export function createModuleReader(settings: ReachSettings, packages: PackageFiles): ModuleReader {
  const { forPeople, refusals, uncounted, transform, cache: folder } = settings;
  // What an unknown transform gives cannot be known again.
  const cache = folder === undefined || transform !== undefined ? undefined : createPartsCache(folder);
  const files = new Map<string, { readonly source: string; readonly sha256: string }>();
  const modules = new Map<string, Promise<CodeModule>>();
  const read = (path: string) =>
    once(files, path, () => {
      const bytes = readFileSync(path);
      return { source: bytes.toString(), sha256: sha256(bytes) };
    });
  const takeFile = async (path: string, isEntry: boolean): Promise<CodeModule> => {
    const packageName = packages.manifestOf(path)?.name;
    const cuts = { forPeople, refusals, packageName, uncounted: isEntry ? uncounted : undefined };
    const key = cache?.keyOf({ loader: loaderOf(path), cuts, sha256: read(path).sha256 });
    const known = key === undefined ? undefined : cache?.read(key);
    if (known !== undefined) return moduleOf(path, known);
    // What parses is loaded where something is to be parsed.
    const { readParts } = await import("./read-parts.ts");
    const parts = await readParts({ path, source: read(path).source, cuts, transform });
    if (key !== undefined) cache?.write(key, parts);
    return moduleOf(path, parts);
  };
  return {
    module: (path, isEntry) => {
      const cutsEntry = isEntry && uncounted !== undefined;
      return once(modules, `${cutsEntry ? "entry " : ""}${path}`, () => takeFile(path, cutsEntry));
    },
    sha256: (path) => read(path).sha256,
  };
}

/** A value that is made when it is first asked for. */
export function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
