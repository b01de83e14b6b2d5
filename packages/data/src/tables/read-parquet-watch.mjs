/**
 * A thread beside `read-parquet-child.mjs`. It ends the process where that takes more memory than it may, which V8's own
 * limits do not do outside the heap, or where whoever started it is gone and with them the deadline.
 */
import { setInterval } from "node:timers";
import { workerData } from "node:worker_threads";

/** Short beside the time in which memory of a few hundred MiB is filled. */
const INTERVAL_MS = 20;

/** @type {{ mebibytes: number }} */
const { mebibytes } = workerData;
const parent = process.ppid;

setInterval(() => {
  if (process.memoryUsage.rss() > mebibytes * 2 ** 20 || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, INTERVAL_MS);
