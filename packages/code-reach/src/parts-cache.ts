import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, sha256, writeFileAtomically } from "@dalmeum/files";
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

/**
 * Entries are named by the SHA-256 of all that they follow from, the reader itself included, so none can be out of date;
 * and each begins with its own SHA-256, so that one that was half written, or mixed by two processes, is none.
 * @returns undefined where it is not known what the reader is.
 */
export function createPartsCache(folder: string): PartsCache | undefined {
  const reader = readerVersion();
  if (reader === undefined) return undefined;
  let isReady = false;
  return {
    keyOf: (module) => sha256(canonicalJson([reader, module])),
    read: (key) => {
      try {
        const content = readFileSync(join(folder, key), "utf8");
        const [hash, body] = [content.slice(0, 64), content.slice(64)];
        return sha256(key + body) === hash ? moduleParts.parse(JSON.parse(body)) : undefined;
      } catch {
        return undefined;
      }
    },
    write: (key, parts) => {
      try {
        if (!isReady) prepare(folder);
        isReady = true;
        const body = JSON.stringify(parts);
        writeFileAtomically(join(folder, key), [Buffer.from(sha256(key + body) + body)]);
      } catch {
        // A full or read-only disk, say: the next process reads the source again.
      }
    },
  };
}

function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length <= MOST_ENTRIES) return;
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
}

/** What pnpm has installed, as pnpm wrote it down. */
const INSTALLED = join(import.meta.dirname, "../../../node_modules/.pnpm/lock.yaml");

/**
 * SHA-256 of this package's code, what is installed, and Node's version; undefined where one was changed after this process
 * began, which may have loaded the one before.
 */
function readerVersion(): string | undefined {
  try {
    const own = readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name));
    const files = [...own, INSTALLED];
    if (files.some((file) => statSync(file).ctimeMs >= performance.timeOrigin)) return undefined;
    return sha256([process.version, ...files.map((file) => sha256(readFileSync(file)))].join("\n"));
  } catch {
    return undefined;
  }
}
