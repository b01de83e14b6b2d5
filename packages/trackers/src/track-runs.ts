import { setTimeout } from "node:timers/promises";
import type { RunReader } from "./runs/read-runs.ts";
import type { TrackedRun } from "./tracked-run.ts";
import type { Tracked, Tracker } from "./tracker.ts";
import { UnreachableError } from "./unreachable-error.ts";

export interface TrackOptions {
  readonly reader: RunReader;
  /** Called again where a tracker did not answer: what has arrived there, it has to say. */
  readonly open: (signal: AbortSignal) => Promise<Tracker>;
  /** Whether to go on while runs train, until nobody has trained for a while. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Told of each run of which something was sent or left out, and of what is waited for. */
  readonly onRun: (run: TrackedRun, tracked: Tracked) => void;
  readonly onWait: (problem: UnreachableError) => void;
  /** Of following. */
  readonly pauseMilliseconds?: number;
  /** Between one seed and the next nobody trains either. */
  readonly idlePauses?: number;
}

/**
 * Send runs to a tracker.
 * @throws UnreachableError where it does not answer, unless it is followed; UserError where it refuses.
 */
export async function trackRuns(options: TrackOptions): Promise<void> {
  const { follow, signal, onWait, pauseMilliseconds = 5000, idlePauses = 12 } = options;
  const send = sender(options);
  // A wrong address never answers.
  let state: "new" | "reached" | "lost" = "new";
  for (let idle = 0; idle <= idlePauses; ) {
    try {
      idle = (await send()) ? 0 : idle + 1;
      state = "reached";
    } catch (error) {
      if (!(error instanceof UnreachableError) || state === "new" || !follow) throw error;
      if (state === "reached") onWait(error);
      state = "lost";
    }
    if (!follow) return;
    await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => {
      signal.throwIfAborted();
    });
  }
}

/** @returns a call that sends all that there is now, and says whether somebody trains. */
function sender({ reader, open, signal, onRun }: TrackOptions): () => Promise<boolean> {
  let tracker: Tracker | undefined;
  return async () => {
    let isTraining = false;
    try {
      for (const run of reader.read()) {
        signal.throwIfAborted();
        tracker ??= await open(signal);
        onRun(run, await tracker.track(run, signal));
        isTraining ||= run.state === "running";
      }
      return isTraining;
    } catch (error) {
      tracker = undefined;
      throw error;
    }
  };
}
