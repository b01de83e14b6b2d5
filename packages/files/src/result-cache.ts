import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { canonicalJson, sha256 } from "./hash.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** What was computed, on disk. */
export interface ResultCache {
  /** @param inputs all that a result follows from, besides the code. */
  keyOf(inputs: unknown): string;
  /** Undefined where it is not there, or damaged. */
  read<T>(key: string, schema: z.ZodType<T>): T | undefined;
  write(key: string, value: unknown): void;
}

export interface ResultCacheOptions {
  readonly folder: string;
  /** Folders of the code that computes, each as it lies, without those in it. */
  readonly code: readonly string[];
  /** Past them all are dropped. */
  readonly mostEntries: number;
}

/**
 * Entries are named by the SHA-256 of all that they follow from, the code that computes them included, so none can be out of date;
 * and each begins with its own SHA-256, so that one that was half written, or mixed by two processes, is none.
 * @returns undefined where it is not known what the code is.
 */
export function createResultCache({ folder, code, mostEntries }: ResultCacheOptions): ResultCache | undefined {
  const version = versionOf(code);
  if (version === undefined) return undefined;
  let isReady = false;
  return {
    keyOf: (inputs) => sha256(canonicalJson([version, inputs])),
    read: (key, schema) => {
      try {
        const content = readFileSync(join(folder, key), "utf8");
        const [hash, body] = [content.slice(0, 64), content.slice(64)];
        return sha256(key + body) === hash ? schema.parse(JSON.parse(body)) : undefined;
      } catch {
        return undefined;
      }
    },
    write: (key, value) => {
      try {
        if (!isReady) prepare(folder, mostEntries);
        isReady = true;
        const body = JSON.stringify(value);
        writeFileAtomically(join(folder, key), [Buffer.from(sha256(key + body) + body)]);
      } catch {
        // A full or read-only disk, say: the next process computes it again.
      }
    },
  };
}

function prepare(folder: string, mostEntries: number): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length <= mostEntries) return;
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
}

/** What pnpm has installed, as pnpm wrote it down. */
const INSTALLED = join(import.meta.dirname, "../../../node_modules/.pnpm/lock.yaml");

/**
 * SHA-256 of the code, what is installed, and Node's version; undefined where one was changed after this process began, which may
 * have loaded the one before.
 */
function versionOf(code: readonly string[]): string | undefined {
  try {
    const own = code.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name)),
    );
    const files = [...own, INSTALLED];
    if (files.some((file) => statSync(file).ctimeMs >= performance.timeOrigin)) return undefined;
    return sha256([process.version, ...files.map((file) => sha256(readFileSync(file)))].join("\n"));
  } catch {
    return undefined;
  }
}
