import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { pruneWorkspaces } from "../../node/prepare-workspace.ts";
import { parseSealedJob, type SealedJob } from "../job.ts";
import { pause } from "../pause.ts";
import type { ClaimedJob } from "../queues.ts";
import { deleteOldRows } from "../tables.ts";
import { type Made, makeRun } from "./make-run.ts";
import { prepareAnnounced } from "./prepare-announced.ts";
import type { Claim } from "./presence.ts";
import type { Working } from "./working.ts";

const LOOK_AGAIN_MS = 1000;
const CLEAN_AGAIN_MS = 3_600_000;
const MOST_FAILURES = 3;

/** Take what waits and make it, one after the other, until the signal. */
export async function work(working: Working): Promise<void> {
  const { database, signal, presence } = working;
  /** Different runs that failed here, one after the other. */
  const failures = new Map<string, string>();
  let cleanedAt = -Infinity;
  while (!signal.aborted) {
    if (performance.now() - cleanedAt >= CLEAN_AGAIN_MS) {
      cleanedAt = performance.now();
      await clean(working);
    }
    await prepareAnnounced(working);
    const claimed = await database.patiently(() => claimNext(working), signal);
    if (claimed === undefined) {
      await pause(LOOK_AGAIN_MS, signal);
      continue;
    }
    const sealed = await parse(claimed, working);
    if (sealed === undefined) continue;
    const made = await take(claimed, sealed, working);
    if (made.kind === "lost") failures.set(sealed.job.identity, made.reason);
    else if (made.kind !== "taken") failures.clear();
    if (failures.size >= MOST_FAILURES) throw leaves(presence.id, [...failures.values()]);
  }
}

async function clean({ database, environment, signal }: Working): Promise<void> {
  await pruneWorkspaces(environment, signal);
  await database.patiently(() => deleteOldRows(database), signal);
}

const leaves = (id: string, reasons: readonly string[]): UserError =>
  new UserError(
    `${id} leaves, as ${reasons.length} different runs failed here one after the other; others make them. ` +
      `See what is wrong here, then start the worker again:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`,
  );

const nameSchema = z.object({ name: z.string() });

/** Whoever waits longest comes first. */
async function claimNext({ database, queues, presence }: Working): Promise<ClaimedJob | undefined> {
  const rows = await database.query(
    `select name from dalmeum_queue.job where name like 'runs-%' and state < 'active' and start_after <= now()
     group by name order by min(created_on)`,
  );
  for (const row of rows) {
    const { name } = nameSchema.parse(row);
    const claimed = await queues.claim(name, presence.unfitFor(name));
    if (claimed !== undefined) return claimed;
  }
  return undefined;
}

/** What no dalmeum of this version has written is left to others, as long as retries last. */
async function parse(claimed: ClaimedJob, { database, queues, signal, say }: Working): Promise<SealedJob | undefined> {
  try {
    return parseSealedJob(claimed.data);
  } catch {
    const reason = "the run's job is damaged, or of another version of dalmeum";
    say(reason);
    await database.patiently(() => queues.fail(database, claimed, reason), signal);
    return undefined;
  }
}

async function take(claimed: ClaimedJob, sealed: SealedJob, working: Working): Promise<Made> {
  const { reference, seed, fold, identity } = sealed.job;
  working.say(`takes ${reference} seed ${seed}${fold === undefined ? "" : ` fold ${fold}`} (${identity.slice(0, 12)})`);
  const claim = working.presence.hold(claimed, sealed);
  claim.tell({ kind: "starts" });
  const made = await makeRun(claim, working);
  working.say(`  ${await settle(claim, made, working)}`);
  return made;
}

/** Write what became of a run. @returns the same in words. */
async function settle(claim: Claim, made: Made, { presence }: Working): Promise<string> {
  const late = (isOurs: boolean): string => (isOurs ? "" : ", but the run was another node's by then");
  switch (made.kind) {
    case "taken":
      return "ended: the run is another node's by now, or was stopped";
    case "stopped":
      await presence.settle(claim, "give back", { kind: "lost", reason: "its worker was stopped" });
      return "given back, for another node to make";
    case "stored":
      return `stored${late(await presence.settle(claim, "complete", made))}`;
    case "failed":
      return `failed: ${made.reason}${late(await presence.settle(claim, "complete", made))}`;
    case "unfit":
      presence.markUnfit(claim.claimed.queue, claim.sealed.group, made.reason);
      await presence.settle(claim, "give back", made);
      return `left to others: ${made.reason}`;
    case "lost":
      await presence.settle(claim, { fail: made.reason }, made);
      return `could not go on: ${made.reason}`;
  }
}
