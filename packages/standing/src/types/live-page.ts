import type { Time } from "./numbers.ts";
import type { RunName, TrainingLine } from "./training.ts";

/** What trains where; piece `live`. */
export interface LivePage {
  /** When its folders were read. */
  readonly readAt: Time;
  /** What began last stands first. */
  readonly runs: readonly LiveRun[];
}

/** A run that is being made, or was stopped. */
export interface LiveRun {
  /** From the workspace root, with slashes. */
  readonly path: string;
  /** Id in `BoardIndex.experiments`; null where no experiment has its settings any more. */
  readonly experiment: string | null;
  readonly reference: string;
  readonly run: RunName;
  /** `running` where somebody holds it, or may. */
  readonly state: "running" | "unfinished" | "failed";
  /** Null where nobody is named. */
  readonly holder: { readonly host: string; readonly pid: number } | null;
  readonly startedAt: Time;
  /** When it wrote last; null where it wrote nothing yet. */
  readonly heardAt: Time | null;
  /** Updates so far and of all epochs; null where it trains nothing, or has not begun. */
  readonly progress: LiveProgress | null;
  readonly loss: TrainingLine;
  readonly dev: readonly { readonly step: number; readonly devPearson: number | null }[];
  /** Of a failed one, in English. */
  readonly reason: string | null;
}

export interface LiveProgress {
  readonly step: number;
  readonly totalSteps: number;
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** 0 .. 1 */
  readonly share: number;
  /** Of training at the speed so far; null while that is not known. Predicting comes after it. */
  readonly secondsLeft: number | null;
}
