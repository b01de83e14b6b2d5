import { UserError } from "@dalmeum/contracts";
import { canonicalJson, sha256 } from "@dalmeum/files";
import type { ClusterEvent, WantedRun, WantedRuns } from "../cluster.ts";
import { followJob, type FollowOptions } from "./follow-job.ts";
import { isUnderWay, type Job, listJobs, submitJob, SWEEPS } from "./jobs.ts";
import { merge } from "./merge.ts";
import type { RayClient } from "./ray-client.ts";

export const experimentOf = ({ reference }: Pick<WantedRun, "reference">): string => reference.split(":")[0] ?? "";

/** Make runs, in a job an experiment, so that each can be stopped alone. */
export async function* makeRuns(
  client: RayClient,
  wanted: WantedRuns,
  signal: AbortSignal,
  options: FollowOptions,
): AsyncGenerator<ClusterEvent> {
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const experiments = [...new Set(wanted.runs.map(experimentOf))];
  try {
    yield* merge(
      experiments.map((experiment) => {
        const runs = wanted.runs.filter((run) => experimentOf(run) === experiment);
        return makeInJob(client, { ...wanted, runs }, either, options);
      }),
    );
  } finally {
    left.abort();
  }
}

async function* makeInJob(
  client: RayClient,
  wanted: WantedRuns,
  signal: AbortSignal,
  options: FollowOptions,
): AsyncGenerator<ClusterEvent> {
  const open = new Set(wanted.runs.map(({ identity }) => identity));
  const job = await jobFor(client, wanted, signal);
  for await (const told of followJob(client, job, signal, options)) {
    if ("ended" in told) throw ended(client, told.ended, open.size);
    const { event } = told;
    if (event.kind === "wanted" || event.kind === "node") continue;
    if (event.kind === "stored" || event.kind === "failed") open.delete(event.identity);
    yield event;
    if (open.size === 0) return;
  }
}

/** The job that makes these runs: one that is under way, or a new attempt. */
async function jobFor(client: RayClient, wanted: WantedRuns, signal: AbortSignal): Promise<string> {
  const { workspace, engine, node, needs } = wanted;
  const identities = wanted.runs.map(({ identity }) => identity).toSorted();
  const key = sha256(Buffer.from(canonicalJson([workspace.sha256, engine, node, needs, identities]))).slice(0, 24);
  const start = `${SWEEPS}${key}-`;
  for (;;) {
    const before = await listJobs(client, start, signal);
    const underWay = before.find(isUnderWay);
    if (underWay !== undefined) return underWay.id;
    const name = start + String(1 + Math.max(0, ...before.map(({ id }) => Number(id.slice(start.length)) || 0)));
    const job = {
      name,
      workspace,
      experiments: [...new Set(wanted.runs.map(experimentOf))],
      runs: wanted.runs.length,
      wanted: { needs, runs: wanted.runs.map((run) => ({ ...run, arguments: argumentsOf(run, wanted) })) },
    };
    // Another who asks for the same may have been faster.
    if (await submitJob(client, job, signal)) return name;
  }
}

function argumentsOf({ identity, reference, seed, fold }: WantedRun, { engine, node }: WantedRuns): readonly string[] {
  return [
    ...["train", reference, "--seed", String(seed)],
    ...(fold === undefined ? [] : ["--fold", String(fold)]),
    ...["--engine", engine.name, "--precision", engine.precision],
    ...["--expect", identity, "--expect-node", String(node), "--events"],
  ];
}

function ended({ address }: RayClient, { id, status, message }: Job, open: number): UserError {
  const again = "The same command again makes only what is missing";
  if (status === "STOPPED")
    return new UserError(`the job ${id} was stopped, with ${open} of its runs not made. ${again}`);
  return new UserError(
    `Ray at ${address}: the job ${id} ended (${status}) with ${open} of its runs not made: ${message.slice(-2000)}\n${again}`,
  );
}
