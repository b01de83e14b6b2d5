import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { checkOutputFolder } from "./check-writable.ts";
import { exchangePaths } from "./exchange-paths.ts";
import { ifThere } from "./has-code.ts";
import { identitySchema, isKnownDead, thisProcess } from "./process-identity.ts";
import { readJson } from "./read-json.ts";

/** Writes the files into an empty folder that stands beside the target; its result is returned. */
export type Fill<T> = (staging: string) => T | Promise<T>;

/**
 * Make a folder that is not there yet; it appears whole or not at all.
 * @throws UserError where something is there already.
 */
export async function createFolder<T>(target: string, fill: Fill<T>): Promise<T> {
  const refuseExisting = (): false => {
    if (existsSync(target)) {
      throw new UserError(`${target}: is there already, and is not overwritten; name another folder`);
    }
    return false;
  };
  refuseExisting();
  return writeFolder(target, fill, refuseExisting);
}

/**
 * Make a folder, in place of one that may be there: it appears whole or not at all, and there is no moment without one of the two.
 * Where the system cannot exchange two folders, one is put aside first; a process that is killed then leaves both for
 * `settleFolders`.
 */
export function replaceFolder<T>(target: string, fill: Fill<T>): Promise<T> {
  return writeFolder(target, fill, async (staging) => {
    if (!existsSync(target)) return false;
    if (await exchangePaths(join(staging, MADE), target)) return true;
    renameSync(target, join(staging, FORMER));
    return false;
  });
}

/** Where a folder is made: `<target>.<token>.tmp`, with who makes it, what is made, and the one that was in its place. */
const STAGED = /^(.+)\.[0-9a-f-]{36}\.tmp$/;
const OWNER = "owner.json";
const MADE = "made";
const FORMER = "former";
/** What nobody can tell to be dead, as after another boot, is by then. */
const A_DAY_MS = 86_400_000;

/**
 * Finish or clear away what processes that were killed left in a folder where they made others. Whoever reads one that may have
 * been replaced calls it first.
 */
export function settleFolders(parent: string): void {
  for (const name of ifThere(() => readdirSync(parent)) ?? []) {
    const target = STAGED.exec(name)?.[1];
    const staging = join(parent, name);
    if (target === undefined || !isLeft(staging)) continue;
    // What is made is whole by the time that the former one is put aside.
    if (existsSync(join(staging, FORMER)) && !existsSync(join(parent, target))) {
      renameSync(join(staging, existsSync(join(staging, MADE)) ? MADE : FORMER), join(parent, target));
    }
    rmSync(staging, { recursive: true, force: true });
  }
}

function isLeft(staging: string): boolean {
  const changed = statSync(staging, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  if (Date.now() - changed > A_DAY_MS) return true;
  try {
    return isKnownDead(readJson(join(staging, OWNER), identitySchema), thisProcess());
  } catch (error) {
    // Being made, or killed before it said who it is.
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** @param makeRoom whether that put what is made in its place already. */
async function writeFolder<T>(
  target: string,
  fill: Fill<T>,
  makeRoom: (staging: string) => boolean | Promise<boolean>,
): Promise<T> {
  const parent = dirname(target);
  checkOutputFolder(parent);
  mkdirSync(parent, { recursive: true });
  settleFolders(parent);
  const staging = join(parent, `${basename(target)}.${randomUUID()}.tmp`);
  const made = join(staging, MADE);
  mkdirSync(staging);
  try {
    // Whoever adds everything to git meanwhile adds nothing of it.
    writeFileSync(join(staging, ".gitignore"), "*\n");
    writeFileSync(join(staging, OWNER), JSON.stringify(thisProcess()));
    mkdirSync(made);
    const filled = await fill(made);
    const isThere = await makeRoom(staging);
    try {
      if (!isThere) renameSync(made, target);
    } catch (error) {
      if (existsSync(join(staging, FORMER)) && !existsSync(target)) renameSync(join(staging, FORMER), target);
      throw error;
    }
    return filled;
  } finally {
    // Where neither could be put in its place, both stay.
    if (existsSync(target) || !existsSync(join(staging, FORMER))) rmSync(staging, { recursive: true, force: true });
  }
}
