/** The thread of `watch-cases.ts`. JavaScript, since node runs it without tsx. */
import { writeSync } from "node:fs";
import { setInterval } from "node:timers";
import { workerData } from "node:worker_threads";

const INTERVAL_MS = 500;
/** Far past what a case may take, on a machine that is busy. */
const LONGEST_MS = 60_000;
const STANDARD_ERROR = 2;

/** @type {{ subject: string, shared: Float64Array }} the number of the case that runs, and when it began; 0 before the first. */
const { subject, shared } = workerData;

setInterval(() => {
  const [number = 0, began = 0] = shared;
  if (began === 0 || Date.now() - began < LONGEST_MS) return;
  // The main thread, which would print what a console is told, does not come to it.
  writeSync(STANDARD_ERROR, `${subject}, case ${number}: not done after ${LONGEST_MS / 1000} s\n`);
  process.kill(process.pid, "SIGKILL");
}, INTERVAL_MS);
