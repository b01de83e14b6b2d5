/** One thing that the doctor looked at. */
export interface Finding {
  readonly ok: boolean;
  /** Runs that are there, but not of what stands in the workspace now. */
  readonly stale?: boolean;
  /** Nothing is wrong, but nothing is there yet either. */
  readonly none?: boolean;
  /** Whether training is impossible without it. */
  readonly required: boolean;
  readonly what: string;
  readonly found: string;
  /** What to do where it is not ok. */
  readonly advice?: string;
}
