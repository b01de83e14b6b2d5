import { z } from "zod";
import type { Statements } from "./database.ts";
import { experimentOf, parseSealedJob } from "./job.ts";

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["created", "retry", "active", "completed", "cancelled", "failed"]),
  retry_count: z.number(),
  data: z.unknown(),
});

/** A job as pg-boss keeps it. */
export interface JobRow {
  readonly id: string;
  readonly queue: string;
  readonly state: z.infer<typeof rowSchema>["state"];
  readonly attempt: string;
  readonly retryCount: number;
  readonly run: string;
  readonly identity: string;
  readonly experiment: string;
  readonly group: string;
}

const COLUMNS = "id, name, state, retry_count, data";
const LIVE = "state <= 'active'";

/** The last job of each run, by identity. */
export async function jobsOfRuns(
  statements: Statements,
  queue: string,
  runs: readonly string[],
): Promise<ReadonlyMap<string, JobRow>> {
  const rows = await statements.query(
    `select distinct on (singleton_key) ${COLUMNS} from dalmeum_queue.job
     where name = $1 and data->>'run' = any($2) order by singleton_key, ${LIVE} desc, created_on desc`,
    [queue, runs],
  );
  return new Map(rows.flatMap(jobOf).map((job) => [job.identity, job]));
}

/** Jobs that wait or are under way, by identity. */
export async function liveJobs(
  statements: Statements,
  queue: string,
  identities: readonly string[],
): Promise<ReadonlyMap<string, JobRow>> {
  const rows = await statements.query(
    `select ${COLUMNS} from dalmeum_queue.job where name = $1 and ${LIVE} and singleton_key = any($2)`,
    [queue, identities],
  );
  return new Map(rows.flatMap(jobOf).map((job) => [job.identity, job]));
}

/** All that waits or is under way of an experiment, or of all. */
export async function jobsOfExperiment(
  statements: Statements,
  experiment: string | undefined,
): Promise<readonly JobRow[]> {
  const rows = await statements.query(`select ${COLUMNS} from dalmeum_queue.job where name like 'runs-%' and ${LIVE}`);
  return rows.flatMap(jobOf).filter((job) => experiment === undefined || job.experiment === experiment);
}

/** Nothing where it is of another version of dalmeum. */
function jobOf(row: unknown): readonly JobRow[] {
  const { id, name, state, retry_count: retryCount, data } = rowSchema.parse(row);
  try {
    const { run, group, job } = parseSealedJob(data);
    const { identity } = job;
    const experiment = experimentOf(job);
    return [{ id, queue: name, state, attempt: `${id}:${retryCount}`, retryCount, run, identity, experiment, group }];
  } catch {
    return [];
  }
}
