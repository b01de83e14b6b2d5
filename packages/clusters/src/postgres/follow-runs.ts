import type { ClusterEvent } from "../cluster.ts";
import type { Database } from "./database.ts";
import { eventsOf } from "./events.ts";
import { FollowedRuns, type Moment } from "./followed-runs.ts";
import { jobsOfRuns, type JobRow } from "./live-jobs.ts";
import { type LiveNode, liveNodes } from "./node-rows.ts";
import { pause } from "./pause.ts";
import type { Queues } from "./queues.ts";
import type { Submitted } from "./submit-runs.ts";

export interface Following {
  readonly database: Database;
  readonly queues: Queues;
  readonly say: (line: string) => void;
}

const LOOK_AGAIN_MS = 500;
/** Two workers write at once, and who numbers an event first need not be first to commit it. */
const LOOK_BACK = 1000;

/** Tell how runs go on until each is stored or failed. */
export async function* followRuns(
  { database, queues, say }: Following,
  { queue, runs, since }: Submitted,
  signal: AbortSignal,
): AsyncGenerator<ClusterEvent> {
  const followed = new FollowedRuns(runs.keys(), since);
  const names = [...runs.values()];
  const seen = new Set<number>();
  let last = 0;
  let saidAlone = false;
  for (;;) {
    const moment = await database.patiently(async (): Promise<Moment> => {
      const jobs = await jobsOfRuns(database, queue, names);
      const events = await eventsOf(database, names, Math.max(0, last - LOOK_BACK));
      return { jobs, events, nodes: await liveNodes(database) };
    }, signal);
    const events = moment.events.filter(({ id }) => !seen.has(id));
    for (const { id } of events) seen.add(id);
    last = Math.max(last, ...events.map(({ id }) => id));
    yield* followed.tell({ ...moment, events });
    for (const identity of followed.open) {
      const job = moment.jobs.get(identity);
      const reason = job === undefined ? undefined : refusedByAll(job, moment.nodes);
      if (job === undefined || reason === undefined) continue;
      // Whoever comes to it just now may still make it.
      if (!(await database.patiently(() => withdraw(database, queues, job), signal))) continue;
      yield followed.fail(identity, moment.nodes.map(({ id }) => id).join(", "), reason);
    }
    if (followed.open.length === 0) return;
    if (moment.nodes.length === 0 && !saidAlone) {
      say(`no worker is at ${database.place} now: \`dalmeum worker\` on a machine makes these runs`);
      saidAlone = true;
    }
    await pause(LOOK_AGAIN_MS, signal);
    // Where all workers died, nobody else would miss them.
    await queues.supervise().catch(() => undefined);
  }
}

/** Why no node that lives makes a run that waits, in words; undefined where one may. */
function refusedByAll({ state, queue, group }: JobRow, nodes: readonly LiveNode[]): string | undefined {
  if (nodes.length === 0 || (state !== "created" && state !== "retry")) return undefined;
  const reasons = nodes.map(({ id, state: { unfit } }) => {
    const found = unfit.find((entry) => entry.queue === queue && entry.group === group);
    return found === undefined ? undefined : `${id}: ${found.reason}`;
  });
  return reasons.includes(undefined) ? undefined : `no node can make it:\n${reasons.join("\n")}`;
}

/** Cancel a job, if nobody has taken it. */
function withdraw(database: Database, queues: Queues, { id, queue }: JobRow): Promise<boolean> {
  return database.transaction(async (statements) => {
    const waiting = await statements.query(
      "select 1 from dalmeum_queue.job where name = $1 and id = $2 and state < 'active' for update skip locked",
      [queue, id],
    );
    return waiting.length > 0 && (await queues.cancel(statements, queue, [id])) > 0;
  });
}
