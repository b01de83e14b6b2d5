import { once } from "node:events";
import { Reason } from "./store-error.ts";

/** How long a place may take to answer, unless a test is less patient. */
export const PATIENCE_MS = 10_000;

/**
 * Wait for a place's answer, and no longer than one has patience. What comes after the answer takes its time; the
 * signal ends it, too.
 * @param ask gets the signal that ends the request.
 * @throws Reason where no answer came in time; the signal's reason where that is aborted.
 */
export async function answered<T>(
  signal: AbortSignal,
  patience: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new Reason(`no answer within ${patience / 1000} s: is it up, and the address right?`));
  }, patience);
  const stop = AbortSignal.any([signal, late.signal]);
  // Not every client ends at once where it is told to: some are looking for credentials, or waiting to try again.
  const stopped = once(stop, "abort");
  try {
    const answer = ask(stop);
    await Promise.race([stopped, answer]);
    stop.throwIfAborted();
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}
