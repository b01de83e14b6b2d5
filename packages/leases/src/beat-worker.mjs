/** A thread that beats for a lease: training blocks the event loop of its process for minutes. */
import { closeSync, openSync, readdirSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { parentPort, workerData } from "node:worker_threads";

/** @type {{ place: string, milliseconds: number }} `place` is named after the token. */
const { place, milliseconds } = workerData;
let count = 0;

function isLost() {
  try {
    // Opening the folder above makes NFS ask its server, for the paths of the whole process.
    return !readdirSync(dirname(place)).includes(basename(place));
  } catch (error) {
    return error.code === "ENOENT";
  }
}

function beat() {
  count += 1;
  // In place and always as long: a disk that is full takes it too.
  const file = openSync(join(place, "beat"), "r+");
  try {
    writeSync(file, String(count).padStart(16, "0"), 0);
  } finally {
    closeSync(file);
  }
}

function lose() {
  clearInterval(timer);
  parentPort.postMessage("lost");
}

const timer = setInterval(() => {
  if (isLost()) {
    lose();
    return;
  }
  try {
    beat();
  } catch (error) {
    if (error.code === "ENOENT") lose();
    // Else a server that is away for a moment. If it stays away, others may take the lease: the next look tells.
  }
}, milliseconds);

beat();
parentPort.postMessage("beating");
