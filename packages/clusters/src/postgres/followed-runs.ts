import type { ClusterEvent } from "../cluster.ts";
import type { EventRow } from "./events.ts";
import type { JobRow } from "./live-jobs.ts";
import type { LiveNode } from "./node-rows.ts";

/** What the database says at one moment. Jobs are read before events: what a job's state follows from is among these. */
export interface Moment {
  readonly jobs: ReadonlyMap<string, JobRow>;
  readonly events: readonly EventRow[];
  readonly nodes: readonly LiveNode[];
}

interface Followed {
  running?: { readonly node: string; readonly attempt: string } | undefined;
  lost?: { readonly node: string; readonly reason: string };
  shown?: string;
}

const SILENT = "its node gave no sign of life for 10 s";

/** Runs that somebody waits for, and what there is to tell of them. */
export class FollowedRuns {
  readonly #open: Map<string, Followed>;
  readonly #since: number;

  /** @param since what was said until this event was told to others. */
  constructor(identities: Iterable<string>, since: number) {
    this.#open = new Map([...identities].map((identity) => [identity, {}]));
    this.#since = since;
  }

  /** Identities of those that are neither stored nor failed. */
  get open(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** What is new. */
  *tell({ jobs, events, nodes }: Moment): Generator<ClusterEvent> {
    for (const row of events) yield* this.#tellEvent(row);
    for (const [identity, followed] of this.#open) yield* this.#tellState(identity, followed, jobs.get(identity));
    for (const node of nodes) yield* this.#tellProgress(node);
  }

  /** One that nobody makes any more. */
  fail(identity: string, node: string, reason: string): ClusterEvent {
    this.#open.delete(identity);
    return { kind: "failed", identity, node, reason };
  }

  *#tellEvent({ id, identity, node, attempt, event }: EventRow): Generator<ClusterEvent> {
    const followed = this.#open.get(identity);
    if (followed === undefined) return;
    const about = { identity, node };
    switch (event.kind) {
      case "starts":
        if (followed.running?.attempt === attempt) return;
        if (followed.running !== undefined) yield* this.#lose(identity, followed);
        followed.running = { node, attempt };
        yield { ...about, ...event };
        return;
      case "says":
        if (id > this.#since) yield { ...about, ...event };
        return;
      case "lost":
        followed.lost = { node, reason: event.reason };
        followed.running = undefined;
        yield { ...about, ...event };
        return;
      case "unfit":
        followed.running = undefined;
        yield { ...about, ...event };
        return;
      case "stored":
      case "failed":
        this.#open.delete(identity);
        yield { ...about, ...event };
        return;
    }
  }

  *#tellState(identity: string, followed: Followed, job: JobRow | undefined): Generator<ClusterEvent> {
    if (job === undefined) {
      yield this.fail(identity, "", "its job is gone from the database");
      return;
    }
    if (followed.running !== undefined && isPast(followed.running.attempt, job)) yield* this.#lose(identity, followed);
    const node = followed.running?.node ?? followed.lost?.node ?? "";
    if (job.state === "cancelled") yield this.fail(identity, node, "it was stopped, as somebody asked the cluster to");
    if (job.state === "completed") yield this.fail(identity, node, "it ended without a word");
    if (job.state === "failed")
      yield this.fail(identity, node, `it was lost too often, at last: ${followed.lost?.reason ?? SILENT}`);
  }

  *#lose(identity: string, followed: Followed): Generator<ClusterEvent> {
    if (followed.running === undefined) return;
    followed.lost = { node: followed.running.node, reason: SILENT };
    followed.running = undefined;
    yield { kind: "lost", identity, ...followed.lost };
  }

  *#tellProgress({ id: node, state: { running } }: LiveNode): Generator<ClusterEvent> {
    const progress = running?.progress ?? undefined;
    if (progress === undefined) return;
    for (const [identity, followed] of this.#open) {
      if (followed.running?.attempt !== running?.attempt) continue;
      const shown = JSON.stringify(progress);
      if (shown === followed.shown) return;
      followed.shown = shown;
      yield { kind: "progress", identity, node, ...progress };
    }
  }
}

/** Whether a job has left an attempt behind. One of another id was read before the attempt began. */
function isPast(attempt: string, { id, retryCount, state }: JobRow): boolean {
  const [job, count] = attempt.split(":");
  if (job !== id) return false;
  return retryCount > Number(count) || (retryCount === Number(count) && state !== "active");
}
