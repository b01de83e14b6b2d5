import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { createFolder, ifThere, sha256 } from "@dalmeum/files";
import { takeLease } from "@dalmeum/leases";
import type { Environment } from "./environment.ts";
import { unpackArchive } from "./unpack-archive.ts";

export interface PrepareOptions {
  readonly sha256: string;
  /** Asked for where the workspace is not unpacked here yet. */
  readonly archive: () => Promise<Uint8Array>;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** It is there once all is installed; its time says when the workspace was last used. */
const MARKER = "node_modules/.dalmeum-installed";
const KEPT_MS = 7 * 86_400_000;
const ASK_AGAIN_MS = 1000;

/**
 * A workspace unpacked and installed on this machine, once for all processes here.
 * @returns its folder.
 * @throws UserError where it is damaged or cannot be installed; the signal's reason.
 */
export async function prepareWorkspace(options: PrepareOptions): Promise<string> {
  const { environment, signal } = options;
  const folder = join(cacheFolder(environment), "workspaces", options.sha256);
  while (!useWorkspace(folder)) {
    const lease = await takeLease(leaseFolder(environment, options.sha256), { signal }).catch((error: unknown) => {
      // Another process prepares it, for as long as an install takes.
      if (error instanceof UserError) return undefined;
      throw error;
    });
    if (lease === undefined) {
      await setTimeout(ASK_AGAIN_MS, undefined, { signal });
      continue;
    }
    try {
      if (!existsSync(join(folder, MARKER))) await prepare(folder, options);
    } finally {
      lease.release();
    }
  }
  return folder;
}

/** Say that a prepared workspace is in use. @returns false where there is none. */
export function useWorkspace(folder: string): boolean {
  const now = new Date();
  return (
    ifThere(() => {
      utimesSync(join(folder, MARKER), now, now);
      return true;
    }) === true
  );
}

/** Delete workspaces that nothing has used for a week. */
export async function pruneWorkspaces(environment: Environment, signal: AbortSignal): Promise<void> {
  const workspaces = join(cacheFolder(environment), "workspaces");
  for (const name of ifThere(() => readdirSync(workspaces)) ?? []) {
    const folder = join(workspaces, name);
    if (!isOld(folder)) continue;
    const lease = await takeLease(leaseFolder(environment, name), { signal }).catch((error: unknown) => {
      if (error instanceof UserError) return undefined;
      throw error;
    });
    if (lease === undefined) continue;
    try {
      const aside = `${folder}.old`;
      if (isOld(folder)) renameSync(folder, aside);
      rmSync(aside, { recursive: true, force: true });
    } finally {
      lease.release();
    }
  }
}

function isOld(folder: string): boolean {
  const used = ifThere(() => statSync(join(folder, MARKER))) ?? ifThere(() => statSync(folder));
  return used !== undefined && Date.now() - used.mtimeMs > KEPT_MS;
}

/** Where this machine keeps what it fetched. */
function cacheFolder({ XDG_CACHE_HOME: cache }: Environment): string {
  return join(cache ? resolve(cache) : join(homedir(), ".cache"), "dalmeum");
}

const leaseFolder = (environment: Environment, name: string): string => join(cacheFolder(environment), "leases", name);

async function prepare(
  folder: string,
  { archive, environment, signal, say, ...expected }: PrepareOptions,
): Promise<void> {
  if (!existsSync(folder)) {
    const bytes = await archive();
    const found = sha256(bytes);
    if (found !== expected.sha256) {
      throw new UserError(`found a workspace with SHA-256 ${found}, expected ${expected.sha256}: it is damaged`);
    }
    await createFolder(folder, (staging) => {
      unpackArchive(bytes, staging);
    });
  }
  say("installs the workspace");
  try {
    await promisify(execFile)("npm", ["run", "--silent", "setup"], {
      cwd: folder,
      env: environment,
      signal,
      maxBuffer: 2 ** 26,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new UserError(`the workspace cannot be installed: ${lastLines(cause)}`, { cause });
  }
  mkdirSync(dirname(join(folder, MARKER)), { recursive: true });
  writeFileSync(join(folder, MARKER), "");
}

/** What the program said last, else what the system says of it. */
function lastLines(error: unknown): string {
  const said = (["stderr", "stdout"] as const).map((stream) =>
    error instanceof Error && stream in error ? String(Reflect.get(error, stream)).trim() : "",
  );
  const text = said.find((lines) => lines !== "") ?? (error instanceof Error ? error.message : String(error));
  return text.slice(-2000);
}
