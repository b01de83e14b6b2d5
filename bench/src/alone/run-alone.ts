import { encodeJob } from "../encode/encode-job.ts";
import { growthJob } from "../growth/growth-job.ts";
import { raceJob } from "../race/race-job.ts";
import { replayJob } from "../race/replay-job.ts";
import type { AloneJob } from "./all-jobs.ts";
import type { Found } from "./alone-job.ts";

const JOBS: Readonly<Record<AloneJob, (repeat: number) => Promise<Found>>> = {
  encode: encodeJob,
  race: raceJob,
  replay: replayJob,
  growth: growthJob,
};

/** Do a job that has contestants of its own. */
export const runAlone = (job: AloneJob, repeat: number): Promise<Found> => JOBS[job](repeat);
