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
  submitted: Submitted,
  signal: AbortSignal,
): AsyncGenerator<ClusterEvent> {
  const followed = new FollowedRuns(submitted.runs.keys(), submitted.since);
  const done = new AbortController();
  // Where all workers died, nobody else would miss them.
  const supervising = queues.supervise(AbortSignal.any([signal, done.signal]));
  let wasAlone = false;
  try {
    for await (const { jobs, events, nodes } of momentsOf(database, submitted, signal)) {
      yield* followed.tell({ jobs, events, nodes });
      for (const job of followed.open.flatMap((identity) => jobs.get(identity) ?? [])) {
        const reason = refusedByAll(job, nodes);
        // Whoever comes to it just now may still make it.
        if (reason === undefined || !(await database.patiently(() => withdraw(database, queues, job), signal)))
          continue;
        yield followed.fail(job.identity, nodes.map(({ id }) => id).join(", "), reason);
      }
      if (followed.open.length === 0) return;
      const isAlone = nodes.length === 0;
      if (isAlone && !wasAlone)
        say(`no worker is at ${database.place}: \`npx dalmeum worker\` on a machine makes these runs`);
      wasAlone = isAlone;
    }
  } finally {
    done.abort();
    await supervising;
  }
}

/** What is new, again and again. */
async function* momentsOf(
  database: Database,
  { queue, runs }: Submitted,
  signal: AbortSignal,
): AsyncGenerator<Moment, never> {
  const names = [...runs.values()];
  const seen = new Set<number>();
  let last = 0;
  for (;;) {
    yield await database.patiently(async () => {
      const jobs = await jobsOfRuns(database, queue, names);
      const events = (await eventsOf(database, names, last - LOOK_BACK)).filter(({ id }) => !seen.has(id));
      const nodes = await liveNodes(database);
      for (const { id } of events) seen.add(id);
      last = Math.max(last, ...events.map(({ id }) => id));
      return { jobs, events, nodes };
    }, signal);
    await pause(LOOK_AGAIN_MS, signal);
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
