import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type Identity, ifThere, thisProcess } from "@dalmeum/files";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import type { Holder } from "./holder.ts";
import { filesBelow, gatherFiles, moveUp } from "./move-files.ts";
import { watchPlace } from "./watch-place.ts";
import {
  filesOf,
  findPlace,
  holderAt,
  isAbandoned,
  isThere,
  justTaken,
  makePlace,
  markReleased,
  type Place,
  removePlace,
  takePlace,
} from "./work-place.ts";

export interface LeaseOptions {
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Called once before the wait that tells whether the holder is alive, with whom lease.json names, if it names anybody. */
  readonly onWait?: (holder: Holder | undefined, milliseconds: number) => void;
  readonly beatMilliseconds?: number;
  /** How long a beat must stand still. The same for all who share a folder, and many beats long. */
  readonly deadAfterMilliseconds?: number;
  /** Who takes the lease; this process where nothing is said. */
  readonly self?: Identity;
}

/** The right to work in a folder. */
export interface Lease {
  /** Where to write, absolute. Open files there by path each time: a path fails once the lease is lost, an open file not. */
  readonly work: string;
  /** Whether files of a holder before lie in `work`. */
  readonly inherited: boolean;
  /** Aborted, with a UserError, soon after another process has taken the lease. */
  readonly lost: AbortSignal;
  /** @throws UserError where the lease is lost. */
  check(): void;
  /**
   * Move all files up into the folder and end the lease.
   * @param last the file that is moved last: whoever finds it in the folder finds all.
   * @throws UserError where the lease is lost.
   */
  finish(last: string): void;
  /** End the lease and leave `work` to whoever continues, who need not wait; an empty one is removed. Twice is once. */
  release(): void;
}

/**
 * Take a folder to work in: a new place, or that of a holder who is dead, with its files.
 * @throws UserError where it is held, or another process has just taken it; the system's error where it cannot be written.
 */
export async function takeLease(folder: string, options: LeaseOptions = {}): Promise<Lease> {
  const { self = thisProcess(), beatMilliseconds = 2000 } = options;
  options.signal?.throwIfAborted();
  const place: Place = { folder: resolve(folder), token: randomBytes(16).toString("hex") };
  mkdirSync(place.folder, { recursive: true });
  const found = findPlace(place.folder);
  if (found !== undefined) await assertDead(found, self, options);
  const holder = { ...self, since: new Date().toISOString() };
  if (found === undefined) makePlace(place, holder);
  else takePlace(found, place, holder);

  const lost = new AbortController();
  try {
    const heartbeat = await startHeartbeat(place, beatMilliseconds, (cause) => {
      lost.abort(lostError(place, cause));
    });
    try {
      gatherFiles(place);
      return openLease(place, heartbeat, lost);
    } catch (error) {
      heartbeat.stop();
      throw error;
    }
  } catch (error) {
    if (!isThere(place)) throw justTaken(place.folder, error);
    markReleased(place);
    throw error;
  }
}

/** @throws UserError where somebody works at a place. */
async function assertDead(place: Place, self: Identity, options: LeaseOptions): Promise<void> {
  if (isAbandoned(place, self)) return;
  const { deadAfterMilliseconds = 20_000, onWait, signal } = options;
  const holder = holderAt(place);
  onWait?.(holder, deadAfterMilliseconds);
  const found = await watchPlace(place, self, deadAfterMilliseconds, signal);
  if (found === "gone")
    throw new UserError(`${place.folder}: another process has just taken or finished this; try again`);
  if (found === "dead") return;
  const who = holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`;
  const since = holder === undefined ? "" : ` since ${holder.since} by its own clock`;
  throw new UserError(`${place.folder}: ${who} works on this${since}; wait for it, or stop it first`);
}

function openLease(place: Place, heartbeat: Heartbeat, lost: AbortController): Lease {
  const work = filesOf(place);
  let open = true;
  const end = (): void => {
    open = false;
    heartbeat.stop();
  };
  const check = (): void => {
    if (open && !isThere(place)) lost.abort(lostError(place));
    lost.signal.throwIfAborted();
  };
  return {
    work,
    inherited: filesBelow(work).length > 0,
    lost: lost.signal,
    check,
    finish(last) {
      check();
      try {
        moveUp(place, last);
      } catch (error) {
        check();
        throw error;
      }
      end();
      removePlace(place);
    },
    release() {
      if (!open) return;
      end();
      const left = isThere(place) ? ifThere(() => filesBelow(work).length) : undefined;
      if (left === 0) removePlace(place);
      else if (left !== undefined) markReleased(place);
    },
  };
}

function lostError({ folder }: Place, cause?: Error): UserError {
  if (cause !== undefined) return new UserError(`${folder}: its heartbeat broke: ${cause.message}`, { cause });
  return new UserError(`${folder}: another process has taken this over; this one stops and writes nothing more`);
}
