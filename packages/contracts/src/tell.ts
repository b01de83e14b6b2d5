import type { Progress, Reporter } from "./reporter.ts";

/*
 * What work says while it goes on. A run does not follow from it: code-reach counts calls of these and not their
 * arguments, which is sound as nothing comes back from them but a Progress.
 */

/** Say a line. */
export function tell(reporter: Reporter, line: string): void {
  reporter.say(line);
}

/** Begin to tell how work goes on. */
export function beginProgress(reporter: Reporter, label: string): Progress {
  return reporter.progress(label);
}

/** Tell how far work is. */
export function showProgress(progress: Progress, done: number, total: number, details: readonly string[]): void {
  progress.update(done, total, details);
}
