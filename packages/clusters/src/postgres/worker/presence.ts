import { UserError } from "@dalmeum/contracts";
import type { NodeDescription } from "../../node-report.ts";
import type { Database, Statements } from "../database.ts";
import { insertEvents, type WorkerEvent } from "../events.ts";
import type { SealedJob } from "../job.ts";
import { type NodeState, removeNode, writeNode } from "../node-rows.ts";
import { pause } from "../pause.ts";
import type { ClaimedJob, Queues } from "../queues.ts";

type RunProgress = NonNullable<NonNullable<NodeState["running"]>["progress"]>;

/** A run that this node has claimed. */
export interface Claim {
  readonly claimed: ClaimedJob;
  readonly sealed: SealedJob;
  /** Aborted where the run is another's by now, or nobody's. */
  readonly lost: AbortSignal;
  tell(event: WorkerEvent): void;
  show(progress: RunProgress): void;
}

/** How a claim ends. */
export type Settlement = "complete" | "give back" | { readonly fail: string };

/** What a node says of itself while it lives. */
export interface Presence {
  readonly id: string;
  hold(claimed: ClaimedJob, sealed: SealedJob): Claim;
  /** End a claim, with its last events, all or nothing. @returns false where it was another's by then. */
  settle(claim: Claim, how: Settlement, last: WorkerEvent): Promise<boolean>;
  hasReported(group: string): boolean;
  report(group: string, report: NodeDescription): void;
  /** Be asked for no more runs of a workspace in a queue. */
  markUnfit(queue: string, group: string, reason: string): void;
  /** It has been prepared after all. */
  markPrepared(group: string): void;
  /** Groups whose runs in a queue are left to others. */
  unfitFor(queue: string): readonly string[];
  /** Write, again and again, until it is gone; rejects where the database is away for too long. */
  beat(): Promise<void>;
  leave(): Promise<void>;
}

export interface PresenceOptions {
  readonly id: string;
  readonly database: Database;
  readonly queues: Queues;
  /** Aborted where nothing is written any more. */
  readonly gone: AbortSignal;
}

const BEAT_MS = 1000;
/** Ten kilobytes each: what a client asks for next is the same workspace again, or a new one. */
const MOST_REPORTS = 8;

export function createPresence({ id, database, queues, gone }: PresenceOptions): Presence {
  let current: Held | undefined;
  let writing = Promise.resolve();
  let unfit: NodeState["unfit"] = [];
  let reports: NodeState["reports"] = [];

  const state = (): NodeState => ({ running: current === undefined ? null : runningOf(current), unfit, reports });

  /** Touch the claim, write what its run said, and that this node lives. */
  async function write(): Promise<void> {
    const held = current;
    const events = held?.unwritten.slice() ?? [];
    const isOurs = await database.transaction(async (statements) => {
      if (held !== undefined && !(await queues.touch(statements, held.claimed))) return false;
      if (held !== undefined) await insertEvents(statements, sourceOf(id, held), events);
      await writeNode(statements, id, state());
      return true;
    });
    if (isOurs) {
      held?.unwritten.splice(0, events.length);
      return;
    }
    if (current !== held) return;
    current = undefined;
    held?.losing.abort(new UserError("the run is another node's by now, or was stopped"));
  }

  return {
    id,
    hold: (claimed, sealed) => (current = claimOf(claimed, sealed)),
    async settle(claim, how, last) {
      const held = current;
      current = undefined;
      if (held !== claim) return false;
      // What it writes now is not written twice.
      await writing.catch(() => undefined);
      const write = async (statements: Statements): Promise<boolean> => {
        if (!(await settled(queues, statements, held, how))) return false;
        await insertEvents(statements, sourceOf(id, held), [...held.unwritten, last]);
        await writeNode(statements, id, state());
        return true;
      };
      return database.patiently(() => database.transaction(write), gone);
    },
    hasReported: (group) => reports.some((entry) => entry.group === group),
    report(group, report) {
      const others = reports.filter((entry) => entry.group !== group);
      reports = [...others, { group, report }].slice(-MOST_REPORTS);
    },
    markUnfit(queue, group, reason) {
      unfit = [...unfit, { queue, group, reason }];
    },
    markPrepared(group) {
      unfit = unfit.filter((entry) => entry.group !== group);
    },
    unfitFor: (queue) => unfit.filter((entry) => entry.queue === queue).map(({ group }) => group),
    async beat() {
      while (!gone.aborted) {
        await database.patiently(() => (writing = write()), gone);
        await pause(BEAT_MS, gone);
      }
    },
    leave: () => removeNode(database, id),
  };
}

interface Held extends Claim {
  readonly losing: AbortController;
  readonly unwritten: WorkerEvent[];
  progress: RunProgress | null;
}

function claimOf(claimed: ClaimedJob, sealed: SealedJob): Held {
  const losing = new AbortController();
  const held: Held = {
    ...{ claimed, sealed, losing, lost: losing.signal, unwritten: [], progress: null },
    tell: (event) => void held.unwritten.push(event),
    show: (progress) => void (held.progress = progress),
  };
  return held;
}

const attemptOf = ({ claimed: { id, retryCount } }: Claim): string => `${id}:${retryCount}`;

const sourceOf = (node: string, held: Held) => ({ node, attempt: attemptOf(held), sealed: held.sealed });

const runningOf = (held: Held) => ({
  run: held.sealed.run,
  attempt: attemptOf(held),
  progress: held.progress,
});

function settled(queues: Queues, statements: Statements, { claimed, sealed }: Held, how: Settlement): Promise<boolean> {
  if (how === "complete") return queues.complete(statements, claimed);
  if (how === "give back") return queues.giveBack(statements, claimed, sealed);
  return queues.fail(statements, claimed, how.fail);
}
