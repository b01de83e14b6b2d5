import { constants } from "node:fs";
import { lstat, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { answered } from "./answered.ts";
import { bytesOf } from "./bytes-of.ts";
import { systemCode } from "./failures.ts";
import { isKey } from "./object-key.ts";
import { objectStoreIn } from "./place.ts";
import type { ObjectStore } from "./object-store.ts";
import { Reason } from "./store-error.ts";
import { writeWholeFile } from "./whole-file.ts";

/**
 * Objects as files of a folder, which may be mounted from elsewhere. It has to be there: one that is made where a drive is
 * not mounted would hide what the team has.
 */
export function folderStore(folder: string, patience: number): ObjectStore {
  const pathOf = (key: string): string => join(folder, key);
  /** A file server that is away lets calls wait for ever. */
  const expectFolder = async (signal: AbortSignal): Promise<void> => {
    const found = await answered(signal, patience, () => unlessMissing(stat(folder)));
    if (found?.isDirectory() === true) return;
    throw new Reason(
      `found ${found ? "a file" : "nothing"}, expected a folder; mount it, or make it: mkdir -p ${folder}`,
    );
  };
  const has = async (key: string, signal: AbortSignal): Promise<boolean> => {
    await expectFolder(signal);
    return (await unlessMissing(lstat(pathOf(key))))?.isFile() ?? false;
  };
  return objectStoreIn({
    name: folder,
    has,
    open: async (key, signal) => ((await has(key, signal)) ? bytesOf(pathOf(key), OBJECT_FLAGS) : undefined),
    store: async (key, content, signal) => {
      await expectFolder(signal);
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await writeWholeFile(pathOf(key), content instanceof Uint8Array ? [content] : bytesOf(content.file), signal);
    },
    remove: async (key, signal) => {
      await expectFolder(signal);
      await rm(pathOf(key), { force: true });
    },
    list: async (prefix, signal) => {
      await expectFolder(signal);
      const above = prefix.slice(0, prefix.lastIndexOf("/") + 1);
      const keys: string[] = [];
      for await (const key of keysBelow(folder, above, signal)) if (key.startsWith(prefix)) keys.push(key);
      return keys.toSorted();
    },
    explain: (error) => (error instanceof Error ? error.message : String(error)),
  });
}

/** Objects are plain files: a link may lead anywhere, and a named pipe would be waited for. */
const OBJECT_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** @param above a folder's part of keys: empty, or with a slash at its end. */
async function* keysBelow(folder: string, above: string, signal: AbortSignal): AsyncGenerator<string> {
  signal.throwIfAborted();
  const entries = (await unlessMissing(readdir(join(folder, above), { withFileTypes: true }))) ?? [];
  for (const entry of entries) {
    const key = above + entry.name;
    if (entry.isFile() && isKey(key)) yield key;
    if (entry.isDirectory() && isKey(key)) yield* keysBelow(folder, `${key}/`, signal);
  }
}

/** Nothing, a link, or a part of the way that is a file itself: no object is there. */
const MISSING = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENXIO"]);

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (MISSING.has(systemCode(error) ?? "")) return undefined;
    throw error;
  }
}
