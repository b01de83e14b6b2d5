import type { Measured } from "../measurement.ts";

/** What a job that has contestants of its own gave. */
export interface Found {
  readonly measured: readonly Measured[];
  /** Who could not be measured, and why. */
  readonly skipped: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}
