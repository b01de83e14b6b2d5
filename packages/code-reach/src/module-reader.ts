import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { type CodeModule, takeApart } from "./code-module.ts";
import { cutUncounted } from "./cut-uncounted.ts";
import type { PackageFiles } from "./package-files.ts";
import { type ParsedSource, parseSource, stripTypes } from "./parse-source.ts";
import type { ReachSettings } from "./reach-settings.ts";

/** Reads each file once: code is what it was when it was first asked for. */
export interface ModuleReader {
  /** @param isEntry an entry file, of which some properties do not count. */
  module(path: string, isEntry: boolean): Promise<CodeModule>;
  /** SHA-256 of a file as it was read. */
  sha256(path: string): string;
}

export function createModuleReader(settings: ReachSettings, packages: PackageFiles): ModuleReader {
  const { forPeople, uncounted, transform } = settings;
  const hashes = new Map<string, string>();
  const codes = new Map<string, Promise<string>>();
  const modules = new Map<string, Promise<CodeModule>>();
  const read = (path: string): Buffer => {
    const bytes = readFileSync(path);
    hashes.set(path, createHash("sha256").update(bytes).digest("hex"));
    return bytes;
  };
  const takeFile = async (path: string, isEntry: boolean): Promise<CodeModule> => {
    const { code, parsed } = await parsedFile(path);
    const packageName = packages.manifestOf(path)?.name;
    const cuts = { forPeople, packageName, uncounted: isEntry ? uncounted : undefined };
    return takeApart(path, code, parsed, cutUncounted(parsed, cuts));
  };
  const parsedFile = async (path: string): Promise<{ readonly code: string; readonly parsed: ParsedSource }> => {
    try {
      const code = await once(codes, path, () => stripTypes(path, read(path).toString(), transform));
      return { code, parsed: parseSource(code) };
    } catch (cause) {
      throw new UserError(`${path}: cannot be read as code: ${String(cause)}`, { cause });
    }
  };
  return {
    module: (path, isEntry) => {
      const cutsEntry = isEntry && uncounted !== undefined;
      return once(modules, `${cutsEntry ? "entry " : ""}${path}`, () => takeFile(path, cutsEntry));
    },
    sha256: (path) => {
      if (!hashes.has(path)) read(path);
      return hashes.get(path) ?? "";
    },
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
