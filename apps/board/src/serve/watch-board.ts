import { setTimeout } from "node:timers/promises";
import { UserError } from "@dalmeum/contracts";
import { fingerprint } from "./fingerprint.ts";
import type { LiveBoard } from "./live-board.ts";

const EACH_MS = 1000;
/** Looking takes a tenth of the time at most. */
const REST = 9;

export interface WatchOptions {
  readonly root: string;
  readonly board: LiveBoard;
  /** The workspace's fingerprint before the board was read: what changed meanwhile is not missed. */
  readonly before: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks. */
  readonly each?: number;
}

/**
 * Keep a board up to date until the signal. It looks again and again: the system tells of no change that another machine makes in a
 * shared folder, and a lease moves the folder that would be watched.
 */
export async function watchBoard({ root, board, before, say, signal, each = EACH_MS }: WatchOptions): Promise<void> {
  let seen = before;
  let took = 0;
  while (await rested(Math.max(each, REST * took), signal)) {
    const begin = performance.now();
    try {
      const now = fingerprint(root);
      if (now === seen) board.refreshLive();
      else await board.refresh();
      seen = now;
    } catch (error) {
      // Half of a change, say: what was told stays until the next look.
      if (!(error instanceof UserError)) throw error;
      say(`not up to date: ${error.message}`);
    }
    took = performance.now() - begin;
  }
}

async function rested(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
