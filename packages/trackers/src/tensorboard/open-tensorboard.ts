import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkOutputFolder } from "@dalmeum/files";
import { pointsAfter, type TrackedRun } from "../tracked-run.ts";
import type { Tracked, Tracker } from "../tracker.ts";
import { appendToEventFile, readEventFile, writeEventFile } from "./event-file.ts";

/** TensorBoard reads what has `tfevents` in its name. There is one a run, whose folder is named after it. */
const FILE = "events.out.tfevents.dalmeum";

/**
 * A folder of event files, `<experiment>/<run>/events.out.tfevents.dalmeum`.
 * @param folder absolute.
 * @throws UserError where it may not be written.
 */
export function openTensorboard(folder: string): Tracker {
  checkOutputFolder(folder);
  return { track: (run) => Promise.resolve(writeRun(folder, run)) };
}

function writeRun(folder: string, run: TrackedRun): Tracked {
  const path = join(folder, run.slug, run.path.split("/").at(-1) ?? run.identity, FILE);
  const there = readEventFile(path);
  const points = pointsAfter(run.series(), (name) => there?.lastSteps.get(name));
  if (there !== undefined && points.length === 0) return { outcome: "unchanged", points: 0 };
  if (there === undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeEventFile(path, run.startedAt, points);
    return { outcome: "sent", points: points.length };
  }
  appendToEventFile(path, there, points);
  return { outcome: "continued", points: points.length };
}
