import { PATIENCE_MS } from "./answered.ts";
import { cacheStore } from "./cache-store.ts";
import { folderStore } from "./folder-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { type Environment, parseAddress } from "./parse-address.ts";
import { s3Store } from "./s3-store.ts";

export interface OpenOptions {
  /** The workspace, from which a relative folder counts. */
  readonly root: string;
  /** Where credentials are. */
  readonly environment: Environment;
  /** Milliseconds in which a place has to answer; ten seconds. */
  readonly patience?: number;
}

/**
 * The place at an address; nothing is asked of it yet.
 * @throws UserError where that is no address, or its credentials are not set.
 */
export function openObjectStore(address: string, { root, environment, patience }: OpenOptions): ObjectStore {
  const parsed = parseAddress(address, root, environment);
  const wait = patience ?? PATIENCE_MS;
  switch (parsed.kind) {
    case "folder":
      return folderStore(parsed.folder, wait);
    case "s3":
      return s3Store(parsed.bucket, wait);
    case "cache":
      return cacheStore(parsed.server, wait);
  }
}
