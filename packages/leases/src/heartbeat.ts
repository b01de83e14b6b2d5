import { Worker } from "node:worker_threads";
import { inPlace, type Place } from "./work-place.ts";

/** The beat of a lease, in a thread of its own that keeps no process alive. */
export interface Heartbeat {
  /** Beat no more, and report nothing. */
  stop(): void;
}

/**
 * Begin to beat.
 * @param onStop called once where the beat ends by itself: the place is gone, or with what broke the thread.
 * @throws what broke the thread before its first beat.
 */
export async function startHeartbeat(
  place: Place,
  milliseconds: number,
  onStop: (cause?: Error) => void,
): Promise<Heartbeat> {
  const workerData = { place: inPlace(place), milliseconds };
  // No loaders of this process: the thread is plain JavaScript.
  const worker = new Worker(new URL("./beat-worker.mjs", import.meta.url), { workerData, execArgv: [] });
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    void worker.terminate();
  };
  await new Promise<void>((resolve, reject) => {
    worker.on("error", (error) => {
      reject(error);
      if (!stopped) onStop(error);
    });
    worker.on("message", (message) => {
      if (message === "beating") resolve();
      else if (!stopped) onStop();
    });
  });
  worker.unref();
  return { stop };
}
