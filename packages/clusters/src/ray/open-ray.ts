import { isIP } from "node:net";
import { z } from "zod";
import type { Cluster, LogLine } from "../cluster.ts";
import { describeNodes } from "./describe-nodes.ts";
import { type DriverEvent, type DriverLine, parseDriverLines } from "./driver-lines.ts";
import { isUnderWay, type Job, jobLog, listJobs, parse, readJob, stopJob, SWEEPS } from "./jobs.ts";
import { experimentOf, makeRuns } from "./make-runs.ts";
import type { FollowOptions } from "./follow-job.ts";
import { openNodeCache } from "./node-cache.ts";
import { pause } from "./pause.ts";
import { createRayClient, type RayClient } from "./ray-client.ts";
import { readRaySettings } from "./ray-settings.ts";

export interface RayOptions extends FollowOptions {
  /** The workspace's root; what nodes said of themselves is kept below its node_modules. */
  readonly root: string;
  /** Of RAY_ADDRESS, RAY_AUTH_TOKEN and RAY_AUTH_TOKEN_PATH. */
  readonly environment: NodeJS.ProcessEnv;
}

/** What this was written for; Ray promises no more of what it uses. */
const VERSION = "2.60.";

/**
 * A Ray cluster, through the HTTP interface of its head node.
 * @throws UserError where the environment names none that can be asked.
 */
export function openRay({ root, environment, ...options }: RayOptions): Cluster {
  const settings = readRaySettings(environment);
  const client = createRayClient(settings);
  return {
    place: `Ray at ${settings.address}`,
    warnings: (signal) => warningsOf(client, signal),
    nodes: (workspace, signal) =>
      describeNodes(client, workspace, openNodeCache(root, settings.address, workspace), signal),
    make: (wanted, signal) => makeRuns(client, wanted, signal, options),
    logs: (experiment, signal) => readLogs(client, experiment, signal),
    stop: (experiment, signal) => stopRuns(client, experiment, signal),
    close: () => Promise.resolve(),
  };
}

async function warningsOf(client: RayClient, signal: AbortSignal): Promise<readonly string[]> {
  const { hostname } = new URL(client.address);
  const warnings = [];
  const { text } = await client.ask("/api/version", signal);
  const { ray_version: version } = parse(client, z.object({ ray_version: z.string() }), text);
  if (!version.startsWith(VERSION)) warnings.push(`it runs Ray ${version}; this was tried with Ray ${VERSION}x alone`);
  const { status } = await client.ask("/api/version", signal, { authorized: false });
  if (status === 200 && !isLoopback(hostname)) {
    warnings.push(
      "it asks for no token, so whoever reaches it may run anything on its nodes, and read what they read. Start Ray with " +
        "RAY_AUTH_MODE=token on every node, and set RAY_AUTH_TOKEN to what `ray get-auth-token --generate` prints",
    );
  }
  return warnings;
}

function isLoopback(hostname: string): boolean {
  if (hostname === "localhost" || hostname === "[::1]") return true;
  return isIP(hostname) === 4 && hostname.startsWith("127.");
}

/** Jobs that make runs of an experiment, or of all. */
async function sweepsOf(
  client: RayClient,
  experiment: string | undefined,
  signal: AbortSignal,
): Promise<readonly Job[]> {
  const jobs = await listJobs(client, SWEEPS, signal);
  return jobs.filter(({ experiments }) => experiment === undefined || experiments.includes(experiment));
}

async function linesOf(client: RayClient, { id }: Job, signal: AbortSignal): Promise<readonly DriverLine[]> {
  return parseDriverLines((await jobLog(client, id, signal)).split("\n"));
}

async function* readLogs(
  client: RayClient,
  experiment: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const lines = new Map<string, LogLine>();
  for (const job of await sweepsOf(client, experiment, signal)) {
    const told = await linesOf(client, job, signal);
    const runs = new Map(
      told.flatMap(({ event }) => (event.kind === "wanted" ? event.runs.map((run) => [run.identity, run]) : [])),
    );
    for (const { event, at } of told) {
      if (event.kind === "wanted" || event.kind === "node" || event.kind === "progress") continue;
      const run = runs.get(event.identity);
      if (run === undefined) continue;
      const { seed, fold } = run;
      const line = { experiment: experimentOf(run), seed, node: event.node, at, text: textOf(event) };
      // Two jobs that made a run together have heard the same.
      lines.set(JSON.stringify([event.identity, line]), fold === undefined ? line : { ...line, fold });
    }
  }
  yield* [...lines.values()].toSorted((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1));
}

function textOf(event: Exclude<DriverEvent, { kind: "wanted" | "node" | "progress" }>): string {
  switch (event.kind) {
    case "starts":
      return "starts";
    case "says":
      return event.text;
    case "stored":
      return "is in the store";
    case "failed":
    case "lost":
    case "unfit":
      return `${event.kind}: ${event.reason}`;
  }
}

async function stopRuns(client: RayClient, experiment: string | undefined, signal: AbortSignal): Promise<number> {
  const open = new Set<string>();
  for (const job of (await sweepsOf(client, experiment, signal)).filter(isUnderWay)) {
    const left = new Set(Array.from({ length: job.runs }, (_, index) => `${job.id} ${index}`));
    for (const { event } of await linesOf(client, job, signal)) {
      if (event.kind === "wanted") {
        left.clear();
        for (const { identity } of event.runs) left.add(identity);
      } else if (event.kind === "stored" || event.kind === "failed") left.delete(event.identity);
    }
    await stopJob(client, job.id, signal);
    // Who asks for these runs again is not to meet a job that is about to end.
    while (isUnderWay(await readJob(client, job.id, signal))) await pause(200, signal);
    for (const identity of left) open.add(identity);
  }
  return open.size;
}
