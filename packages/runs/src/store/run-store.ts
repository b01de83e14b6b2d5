import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readJson } from "@dalmeum/files";
import { type ObjectStore, openObjectStore } from "@dalmeum/object-stores";
import { z } from "zod";

/** Where a team keeps its runs, by their identity. */
export interface RunStore {
  readonly objects: ObjectStore;
  /** Signs runs; printed, it shows nothing of itself. */
  readonly key: KeyObject;
  readonly signal: AbortSignal;
}

export interface RunStoreOptions {
  /** Of the workspace. */
  readonly root: string;
  readonly signal: AbortSignal;
  /** Where the address, the key and credentials are; that of the process where nothing is said. */
  readonly environment?: Environment;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ADDRESS = "DALMEUM_RUNS";
const KEY = "TURBO_REMOTE_CACHE_SIGNATURE_KEY";

const configSchema = z.looseObject({
  dalmeum: z.looseObject({ runs: z.string().min(1).optional() }).optional(),
});

/**
 * The address of a workspace's store: the environment's, else that of the root's package.json; undefined where none is set.
 * @throws UserError where package.json is damaged.
 */
export function storeAddress(root: string, environment: Environment): string | undefined {
  const address = environment[ADDRESS]?.trim();
  if (address) return address;
  const manifest = join(root, "package.json");
  if (!existsSync(manifest)) return undefined;
  return readJson(manifest, configSchema, '"dalmeum": { "runs": "..." } names the store of runs').dalmeum?.runs;
}

/**
 * A workspace's store of runs; nothing is asked of it yet.
 * @throws UserError where none is set, its address is none, or there is no key or credential.
 */
export function openRunStore({ root, signal, environment = process.env }: RunStoreOptions): RunStore {
  const address = storeAddress(root, environment);
  if (address === undefined) {
    throw new UserError(
      `found no store of runs; set ${ADDRESS}, or "dalmeum": { "runs": "..." } in package.json, to a folder, ` +
        "s3://bucket/prefix or cache; docs/run-store.md says more",
    );
  }
  const secret = environment[KEY];
  if (!secret) {
    throw new UserError(
      `found a store of runs, but no key: set ${KEY} to the team's, of \`openssl rand -hex 32\`; docs/run-store.md says more`,
    );
  }
  return {
    objects: openObjectStore(address, { root, environment }),
    key: createSecretKey(Buffer.from(secret, "utf8")),
    signal,
  };
}

/** Tells two keys apart, and nothing of either. */
export const teamKeyId = ({ key }: Pick<RunStore, "key">): string =>
  createHmac("sha256", key).update("the name of a key of dalmeum").digest("hex").slice(0, 16);

/** Where the store keeps a run's record. */
export const recordKey = (identity: string): string => `${identity}/run.json`;

/** Where it keeps a file of a run: named by its content, so that two may store the same run at once. */
export const fileKey = (identity: string, hash: string): string => `${identity}/files/${hash}`;
