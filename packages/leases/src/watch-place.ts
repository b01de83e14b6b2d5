import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import type { Identity } from "@dalmeum/files";
import { beatAt, isAbandoned, isThere, type Place } from "./work-place.ts";

const LONGEST_PAUSE_MS = 500;

/**
 * Watch a beat until it is known whether somebody works at a place. Only this process's own monotonic clock counts.
 * @param milliseconds for which a beat must stand still.
 * @returns `gone` where the place is no longer there: taken by another, or finished.
 */
export async function watchPlace(
  place: Place,
  self: Identity,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<"alive" | "dead" | "gone"> {
  const pause = Math.min(LONGEST_PAUSE_MS, milliseconds / 10);
  const first = beatAt(place);
  let watched = 0;
  let before = performance.now();
  while (watched < milliseconds) {
    await sleep(pause, signal);
    if (!isThere(place)) return "gone";
    if (isAbandoned(place, self)) return "dead";
    if (beatAt(place) !== first) return "alive";
    const now = performance.now();
    // Where this process itself stood still, the holder may have too: such time does not count as watched.
    watched += Math.min(now - before, 2 * pause);
    before = now;
  }
  return "dead";
}

/** @throws the signal's reason. */
async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
