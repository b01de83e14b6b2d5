/** Work that goes on, counted in some unit. */
export interface Progress {
  /** Work that another process did: it counts for the share, not for the speed. */
  resumeAt(done: number): void;
  /** @param details further facts, e.g. `loss 0.41`. */
  update(done: number, total: number, details?: readonly string[]): void;
  /** Ends the line. */
  finish(): void;
}

/** To whom work tells how it goes. */
export interface Reporter {
  /** A line for people. */
  say(line: string): void;
  /** @param unit what is counted, pairs if absent. */
  progress(label: string, unit?: string): Progress;
}
