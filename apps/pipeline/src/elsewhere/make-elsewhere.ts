import type { ClusterEvent } from "@dalmeum/clusters";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Interruption, problemsError, UserError } from "@dalmeum/contracts";
import { keyText, placeOf, readyRun, type RunRequest, runState, type TrainedRun } from "@dalmeum/runs";
import { explainInputs } from "@dalmeum/runs/changes";
import type { LiveLines } from "../terminal/live-lines.ts";
import { NODE_MAJOR } from "./cluster-choice.ts";
import { createClusterView } from "./cluster-view.ts";
import type { Obtained } from "./obtained.ts";
import type { Elsewhere } from "./open-elsewhere.ts";

/**
 * Let a cluster make runs, and bring each home as it is finished; in the order that they come.
 * @throws UserError where the cluster fails, or a run that it says is stored is not in the store.
 */
export async function* makeElsewhere(
  { cluster, workspace, nodes, needs }: Elsewhere,
  requests: readonly RunRequest[],
  { live, signal }: { readonly live: LiveLines; readonly signal: AbortSignal },
): AsyncGenerator<Obtained> {
  const wanted = new Map(requests.map((request) => [placeOf(request).identity, request]));
  checkUnbegun(requests);
  for (const request of wanted.values()) checkSent(request, workspace.files);
  const names = new Map([...wanted].map(([identity, request]) => [identity, nameOf(request)]));
  const view = createClusterView(live, names);
  const runs = [...wanted].map(([identity, { loaded, key }]) => ({ identity, reference: loaded.reference, ...key }));
  try {
    for await (const event of cluster.make(
      { workspace, engine: nodes.engine, node: NODE_MAJOR, needs, runs },
      signal,
    )) {
      const request = wanted.get(event.identity);
      if (request === undefined) continue;
      view.heard(explained(event, request));
      if (event.kind === "failed") yield { request, made: { failed: new UserError(event.reason) } };
      if (event.kind === "stored") yield { request, made: await collect(request, event.node) };
    }
  } catch (error) {
    if (error instanceof Interruption) error.message += `: ${cluster.place} goes on; ${nextSteps(requests)}`;
    throw error;
  } finally {
    live.finish();
  }
}

/** @throws UserError where the run is not in the store that is set here. */
async function collect(request: RunRequest, node: string): Promise<TrainedRun> {
  const run = await readyRun(request);
  if (run !== undefined) return run;
  throw new UserError(
    `${nameOf(request)}: ${node} says that it is stored, and the store that is set here has no such run; ` +
      "compare DALMEUM_RUNS there and here",
  );
}

/** A node tells what it found; what was expected is known here. */
function explained(event: ClusterEvent, { plan }: RunRequest): ClusterEvent {
  if (event.kind !== "unfit" || event.inputs === undefined) return event;
  const line = explainInputs(plan.inputs, event.inputs);
  return line === undefined ? event : { ...event, reason: `${event.reason}; from here to there: ${line}` };
}

/** @throws UserError naming runs that are begun here, in whose place none that is made elsewhere could be put. */
function checkUnbegun(requests: readonly RunRequest[]): void {
  const begun = requests.map(placeOf).filter(({ folder }) => runState(folder).kind !== "missing");
  if (begun.length === 0) return;
  throw problemsError(
    "runs are begun here: finish them here, without the cluster, or delete their folders",
    begun.map(({ path }) => path),
  );
}

/**
 * What git ignores is not sent, and no node could read it.
 * @throws UserError naming what a run reads of it.
 */
function checkSent({ loaded, plan }: RunRequest, sent: ReadonlySet<string>): void {
  const { data, checkpoint } = plan.inputs;
  // What a model is read from may lie in the hub's cache, where each machine has its own.
  const isHere = (file: string): boolean => existsSync(join(loaded.root, file));
  const first = Object.keys({ ...data, ...checkpoint }).find((file) => !sent.has(file) && isHere(file));
  if (first === undefined) return;
  throw new UserError(
    `${loaded.reference} reads ${first}, which git ignores: it is not sent to the cluster's nodes. ` +
      "Take it out of .gitignore; it need not be committed",
  );
}

const nameOf = ({ loaded, key }: RunRequest): string => `${loaded.reference}, ${keyText(key)}`;

function nextSteps(requests: readonly RunRequest[]): string {
  const names = [...new Set(requests.map(({ loaded }) => loaded.name))];
  const stops = names.map((name) => `\`npx dalmeum cluster stop ${name}\``).join(", ");
  return `the same command comes back to it and collects what it makes; ${stops} stops it`;
}
