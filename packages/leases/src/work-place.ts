import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { hasCode, type Identity, ifThere, isKnownDead, readJson, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { type Holder, holderSchema } from "./holder.ts";

/** Where work in progress lies within a folder; whoever lists the folder's files leaves it alone. */
export const WORK = "work";

const TOKEN = /^[0-9a-f]{32}$/;
const LEASE = ["lease.json", "beat"];
const CLAIM = /^claim-([0-9a-f]{32})$/;

/** Who holds, and under which token: a lease.json that a new holder has inherited and not yet replaced speaks of another. */
const leaseSchema = holderSchema.extend({ token: z.string().regex(TOKEN) });

/** `work/<token>` of a folder: whoever has the token works only below it, so renaming it stops them. */
export interface Place {
  readonly folder: string;
  readonly token: string;
}

/** A path of the lease itself. */
export const inPlace = ({ folder, token }: Place, ...names: readonly string[]): string =>
  join(folder, WORK, token, ...names);

/** Where the holder's files lie. The token is in its name so that the next holder works in a folder that is made anew. */
export const filesOf = (place: Place): string => inPlace(place, `files-${place.token}`);

/**
 * Where a folder is worked in, if it is. Opening the folder that lists it makes NFS ask its server.
 * @throws UserError where there are two, which no lease leaves behind.
 */
export function findPlace(folder: string): Place | undefined {
  const places = placesIn(folder);
  const [token, another] = places;
  if (another !== undefined) {
    throw new UserError(
      `${join(folder, WORK)}: found ${places.join(", ")}, expected one folder; delete the older ones`,
    );
  }
  return token === undefined ? undefined : { folder, token };
}

/** Whether a place is still there, under this token. */
export const isThere = ({ folder, token }: Place): boolean => placesIn(folder).includes(token);

/** A place has a lease from its beginning. What has none was made by a lost holder that makes missing folders. */
function placesIn(folder: string): readonly string[] {
  const names = ifThere(() => readdirSync(join(folder, WORK))) ?? [];
  return names.filter(
    (token) => TOKEN.test(token) && LEASE.some((name) => existsSync(inPlace({ folder, token }, name))),
  );
}

/** Who works at a place; nothing where the lease is missing, damaged, or still that of the one before. */
export function holderAt(place: Place): Holder | undefined {
  try {
    const { token, ...holder } = readJson(inPlace(place, "lease.json"), leaseSchema);
    return token === place.token ? holder : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The beat of the holder, opened anew, since NFS asks its server when a file is opened. */
export const beatAt = (place: Place): string | undefined => ifThere(() => readFileSync(inPlace(place, "beat"), "utf8"));

/** Whether it is known, without watching, that nobody works at a place any more. */
export function isAbandoned(place: Place, self: Identity): boolean {
  const holder = holderAt(place);
  if (holder !== undefined && isKnownDead(holder, self)) return true;
  return ifThere(() => readdirSync(inPlace(place)))?.includes(releasedMark(place)) ?? false;
}

/** Let the next one take the place without watching. */
export function markReleased(place: Place): void {
  try {
    writeFileSync(inPlace(place, releasedMark(place)), "");
  } catch {
    // A full disk, or the place is another's by now. Without the mark the next one watches.
  }
}

/** It names the token, as lease.json does: it says nothing of who takes the place next. */
const releasedMark = ({ token }: Place): string => `released-${token}`;

/**
 * Make a place in a folder where nobody works. It is made aside, then renamed: a folder that has a place lets no other in.
 * @throws UserError where another process was faster.
 */
export function makePlace({ folder, token }: Place, holder: Holder): void {
  const claim = join(folder, `claim-${token}`);
  mkdirSync(join(claim, token), { recursive: true });
  writeLease(join(claim, token), token, holder);
  const work = join(folder, WORK);
  try {
    // Windows renames onto no folder, not even onto an empty one.
    ifThere(() => {
      rmdirSync(work);
    });
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
  }
  try {
    renameSync(claim, work);
  } catch (cause) {
    rmSync(claim, { recursive: true });
    if (findPlace(folder) !== undefined) throw justTaken(folder, cause);
    if ((ifThere(() => readdirSync(work)) ?? []).length === 0) throw cause;
    throw new UserError(`${work}: found files, expected none where nobody works; move them elsewhere`, { cause });
  }
  removeDeadClaims(folder, holder);
}

/**
 * Take the place of a holder who is dead, with all that lies there. From then on its every path is wrong.
 * @throws UserError where another process was faster.
 */
export function takePlace(from: Place, to: Place, holder: Holder): void {
  try {
    renameSync(inPlace(from), inPlace(to));
    writeLease(inPlace(to), to.token, holder);
    rmSync(inPlace(to, releasedMark(from)), { force: true });
  } catch (cause) {
    throw hasCode(cause, "ENOENT") ? justTaken(to.folder, cause) : cause;
  }
}

/** Remove a place with all that is left of it. */
export function removePlace(place: Place): void {
  rmSync(inPlace(place), { recursive: true, force: true, maxRetries: 3 });
  try {
    rmdirSync(join(place.folder, WORK));
  } catch (error) {
    // The next one may be in it already.
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT")) throw error;
  }
}

export const justTaken = (folder: string, cause?: unknown): UserError =>
  new UserError(`${folder}: another process has just taken this; wait for it`, { cause });

function writeLease(at: string, token: string, holder: Holder): void {
  writeFileSync(join(at, "beat"), "");
  writeFileAtomically(join(at, "lease.json"), [Buffer.from(`${JSON.stringify({ token, ...holder }, null, 2)}\n`)]);
}

/** What processes that were killed while they made a place left behind; it holds nothing but their names. */
function removeDeadClaims(folder: string, self: Identity): void {
  for (const name of readdirSync(folder)) {
    const token = CLAIM.exec(name)?.[1];
    if (token === undefined) continue;
    const path = join(folder, name, token, "lease.json");
    try {
      if (isKnownDead(readJson(path, leaseSchema), self)) rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Being written, or damaged.
    }
  }
}
