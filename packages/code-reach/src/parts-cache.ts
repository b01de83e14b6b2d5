import { createResultCache } from "@dalmeum/files";
import type { Cuts } from "./cut-uncounted.ts";
import { type ModuleParts, moduleParts } from "./module-parts.ts";
import type { Loader } from "./loader.ts";

/** What was read from modules, on disk. */
export interface PartsCache {
  keyOf(module: ReadModule): string;
  /** Undefined where it is not there, or damaged. */
  read(key: string): ModuleParts | undefined;
  write(key: string, parts: ModuleParts): void;
}

/** All that the parts of a module follow from, besides the reader. */
export interface ReadModule {
  readonly loader: Loader;
  readonly cuts: Cuts;
  readonly sha256: string;
}

/** Some hundred modules have an entry for each time that they were changed. */
const MOST_ENTRIES = 5000;

/** @returns undefined where it is not known what the reader is. */
export function createPartsCache(folder: string): PartsCache | undefined {
  const cache = createResultCache({ folder, code: [import.meta.dirname], mostEntries: MOST_ENTRIES });
  return cache && { ...cache, read: (key) => cache.read(key, moduleParts) };
}
