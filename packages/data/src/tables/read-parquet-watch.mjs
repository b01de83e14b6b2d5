/**
 * A thread beside `read-parquet-child.mjs`. It ends the process where that takes more memory than it may, which V8's own
 * limits do not do outside the heap, more of the processor's time (SIGTERM), or where whoever started it is gone. The clock
 * on the wall would end a sound reader on a busy machine.
 */
import { setInterval } from "node:timers";
import { workerData } from "node:worker_threads";

/** Short beside the time in which memory of a few hundred MiB is filled. */
const INTERVAL_MS = 20;

/** @type {{ seconds: number, mebibytes: number }} */
const { seconds, mebibytes } = workerData;
const parent = process.ppid;

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if (user + system > seconds * 1e6) process.kill(process.pid, "SIGTERM");
  if (process.memoryUsage.rss() > mebibytes * 2 ** 20 || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, INTERVAL_MS);
