import { type Job, JOBS } from "../report.ts";

/** Jobs that have contestants of their own in place of the subjects. */
export const ALONE_JOBS = ["encode", "race", "replay", "growth"] as const;
export type AloneJob = (typeof ALONE_JOBS)[number];

/** Every job, in the order of the report. */
export const ALL_JOBS = [...JOBS, ...ALONE_JOBS] as const;
export type AnyJob = Job | AloneJob;
