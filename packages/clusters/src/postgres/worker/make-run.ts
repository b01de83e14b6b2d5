import { setInterval } from "node:timers";
import { UserError } from "@dalmeum/contracts";
import { programEnvironment } from "../../node/environment.ts";
import { plainLines } from "../../node/plain-text.ts";
import { prepareWorkspace, useWorkspace } from "../../node/prepare-workspace.ts";
import { type RunEnd, startRun } from "../../node/start-run.ts";
import { type Job, openSealedJob } from "../job.ts";
import { fetchArchive } from "../workspaces.ts";
import type { Claim } from "./presence.ts";
import type { Working } from "./working.ts";

/** What became of a claimed run. */
export type Made = RunEnd | { readonly kind: "stopped" } | { readonly kind: "taken" };

const AN_HOUR_MS = 3_600_000;

/** Make a run as far as this node can. */
export async function makeRun(claim: Claim, options: Working): Promise<Made> {
  const { key, signal } = options;
  const ending = AbortSignal.any([signal, claim.lost]);
  const end = await endOf(claim, ending, options, () => openSealedJob(key, claim.sealed));
  if (claim.lost.aborted) return { kind: "taken" };
  // It may have been stored, or have failed, before it heard.
  if (signal.aborted && end.kind === "lost") return { kind: "stopped" };
  return end;
}

async function endOf(claim: Claim, ending: AbortSignal, options: Working, open: () => Job): Promise<RunEnd> {
  let job: Job;
  let folder: string;
  try {
    job = open();
    folder = await prepare(job.workspace, options, ending);
  } catch (error) {
    if (ending.aborted) return { kind: "lost", reason: "it was stopped" };
    if (!(error instanceof UserError)) throw error;
    // The run itself was not begun: another node may have what lacks here.
    return { kind: "unfit", reason: error.message };
  }
  return train(job, folder, claim, ending, options);
}

/** A workspace of the database on this machine. */
export function prepare(
  sha256: string,
  { database, environment, runtimes, say }: Pick<Working, "database" | "environment" | "runtimes" | "say">,
  signal: AbortSignal,
): Promise<string> {
  return prepareWorkspace({
    sha256,
    archive: () => database.patiently(() => fetchArchive(database, sha256), signal),
    environment: programEnvironment(environment, runtimes),
    signal,
    say,
  });
}

async function train(
  job: Job,
  folder: string,
  claim: Claim,
  ending: AbortSignal,
  { environment, runtimes, say }: Working,
): Promise<RunEnd> {
  const started = startRun({
    folder,
    run: job,
    environment: programEnvironment(environment, runtimes),
    onEvent: (event) => {
      if (event.kind === "says") {
        claim.tell(event);
        say(`  ${event.text}`);
      } else {
        claim.show(event);
      }
    },
  });
  const stop = (): void => {
    started.stop();
  };
  ending.addEventListener("abort", stop);
  if (ending.aborted) stop();
  // Nobody deletes what a long training lies in.
  const using = setInterval(useWorkspace, AN_HOUR_MS, folder);
  try {
    const end = await started.ended;
    return "reason" in end ? { ...end, reason: plainLines(end.reason) } : end;
  } finally {
    clearInterval(using);
    ending.removeEventListener("abort", stop);
  }
}
