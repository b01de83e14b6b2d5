import { z } from "zod";
import type { Statements } from "./database.ts";
import { experimentOf, type SealedJob } from "./job.ts";

const reason = z.string();

/** What a worker writes of a run. */
const workerEventSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("starts") }),
  z.strictObject({ kind: z.literal("says"), text: z.string() }),
  z.strictObject({ kind: z.literal("stored") }),
  z.strictObject({ kind: z.literal("failed"), reason }),
  z.strictObject({ kind: z.literal("lost"), reason }),
  z.strictObject({ kind: z.literal("unfit"), reason, inputs: z.unknown().optional() }),
]);

export type WorkerEvent = z.infer<typeof workerEventSchema>;

/** Which attempt at a run, by whom. */
export interface EventSource {
  readonly node: string;
  readonly attempt: string;
  readonly sealed: SealedJob;
}

/** One order for all that is written together. */
export async function insertEvents(
  statements: Statements,
  { node, attempt, sealed: { run, job } }: EventSource,
  events: readonly WorkerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await statements.query(
    `insert into dalmeum.events (run, identity, experiment, seed, fold, node, attempt, event)
     select $1, $2, $3, $4, $5, $6, $7, value from jsonb_array_elements($8) with ordinality order by ordinality`,
    [run, job.identity, experimentOf(job), job.seed, job.fold ?? null, node, attempt, JSON.stringify(events)],
  );
}

const eventRowSchema = z.object({
  // PostgreSQL's numbers of 64 bits come as text.
  id: z.coerce.number(),
  at: z.date(),
  identity: z.string(),
  experiment: z.string(),
  seed: z.number(),
  fold: z.number().nullable(),
  node: z.string(),
  attempt: z.string(),
  event: workerEventSchema,
});

export type EventRow = z.infer<typeof eventRowSchema>;

const COLUMNS = "id, at, identity, experiment, seed, fold, node, attempt, event";

/** Events of runs after one of them, by their order. */
export async function eventsOf(
  statements: Statements,
  runs: readonly string[],
  after: number,
): Promise<readonly EventRow[]> {
  const rows = await statements.query(
    `select ${COLUMNS} from dalmeum.events where run = any($1) and id > $2 order by id`,
    [runs, after],
  );
  return rows.map((row) => eventRowSchema.parse(row));
}

/** A page of events of an experiment, or of all. */
export async function pageOfEvents(
  statements: Statements,
  experiment: string | undefined,
  after: number,
): Promise<readonly EventRow[]> {
  const rows = await statements.query(
    `select ${COLUMNS} from dalmeum.events where id > $1 and ($2::text is null or experiment = $2) order by id limit 1000`,
    [after, experiment ?? null],
  );
  return rows.map((row) => eventRowSchema.parse(row));
}

/** The last event there is: what a call that begins now does not repeat. */
export async function lastEvent(statements: Statements): Promise<number> {
  const [row] = await statements.query("select coalesce(max(id), 0) as id from dalmeum.events");
  return eventRowSchema.pick({ id: true }).parse(row).id;
}
