import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { HubFile } from "./hub-files.ts";

/** Digits of a SHA-256. */
const LFS_DIGITS = 64;

/**
 * The hash of a file's content, of the kind that the hub lists for it: SHA-256 of the bytes for a file in LFS, else
 * git's name of a blob, SHA-1 of `blob <size>\0` and the bytes.
 */
export async function contentHash(path: string, { etag, size }: Pick<HubFile, "etag" | "size">): Promise<string> {
  const hash = etag.length === LFS_DIGITS ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
