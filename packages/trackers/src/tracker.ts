import type { TrackedRun } from "./tracked-run.ts";

/** A program in which people look at runs, and which keeps them where they are looked at. */
export interface Tracker {
  /**
   * Send what it lacks of a run.
   * @throws UnreachableError where it does not answer now; UserError where it refuses.
   */
  track(run: TrackedRun, signal: AbortSignal): Promise<Tracked>;
}

export interface Tracked {
  /** `removed` is what somebody has deleted there: it stays so. */
  readonly outcome: "sent" | "continued" | "unchanged" | "removed";
  /** How many points were sent. */
  readonly points: number;
}
