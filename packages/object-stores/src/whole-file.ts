import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UNFINISHED } from "./object-key.ts";

/**
 * Write a stream into a file so that the path never holds half of it. Unlike writeFileAtomically's, the temporary name
 * is nobody else's: a shared folder has writers on several machines, whose process ids may be the same.
 */
export async function writeWholeFile(
  path: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}${UNFINISHED}`);
  try {
    const file = await open(temporary, "wx");
    try {
      for await (const chunk of bytes) {
        signal.throwIfAborted();
        await file.appendFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
