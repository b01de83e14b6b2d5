import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

/**
 * A thread that ends the process, and says where, when a case does not end: nothing else can stop a loop. It ends with the
 * test.
 * @returns what is told the number of each case as it begins.
 */
export function watchCases(subject: string): (number: number) => void {
  const shared = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL("watch-cases-thread.mjs", import.meta.url), { workerData: { subject, shared } });
  onTestFinished(async () => {
    await worker.terminate();
  });
  return (number) => {
    shared[0] = number;
    shared[1] = Date.now();
  };
}
