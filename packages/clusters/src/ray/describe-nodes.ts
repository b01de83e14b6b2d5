import { randomUUID } from "node:crypto";
import { ZodError } from "zod";
import { type NodeDescription, type NodeReport, parseNodeDescription } from "../node-report.ts";
import type { PackedWorkspace } from "../workspace/pack-workspace.ts";
import type { DriverEvent } from "./driver-lines.ts";
import { followJob } from "./follow-job.ts";
import { DESCRIPTIONS, submitJob } from "./jobs.ts";
import type { NodeCache } from "./node-cache.ts";
import type { RayClient } from "./ray-client.ts";
import { type RayNode, readNodes } from "./ray-nodes.ts";

type Described = Extract<DriverEvent, { kind: "node" }>;

/** Hear what each node has: from the cache where all are known, else from one job that asks each. */
export async function describeNodes(
  client: RayClient,
  workspace: PackedWorkspace,
  cache: NodeCache,
  signal: AbortSignal,
): Promise<readonly NodeReport[]> {
  const nodes = await readNodes(client, signal);
  const known = new Map(nodes.map((node) => [node.id, cache.get(node.id)]));
  const missing = nodes.filter(({ id }) => known.get(id) === undefined);
  const told = missing.length === 0 ? new Map<string, Described>() : await ask(client, workspace, missing, signal);
  const fresh = new Map<string, string>();
  const reports = nodes.map((node) => {
    const found = told.get(node.id);
    const reported = report(node, known.get(node.id) ?? found?.described, found);
    if (found?.described !== undefined && reported.problem === null) fresh.set(node.id, found.described);
    return reported;
  });
  if (fresh.size > 0) cache.set(fresh);
  return reports;
}

async function ask(
  client: RayClient,
  workspace: PackedWorkspace,
  nodes: readonly RayNode[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Described>> {
  const name = `${DESCRIPTIONS}${randomUUID()}`;
  const wanted = { nodes: nodes.map(({ id }) => id), arguments: ["cluster", "node"] };
  await submitJob(client, { name, workspace, wanted, experiments: [], runs: 0 }, signal);
  const told = new Map<string, Described>();
  for await (const line of followJob(client, name, signal)) {
    if ("ended" in line) {
      const { status, message } = line.ended;
      const problem = `Ray's job ${name} ended (${status}) before the node was described: ${message.slice(-1000)}`;
      for (const { id, host } of nodes) if (!told.has(id)) told.set(id, { kind: "node", node: id, host, problem });
    } else if (line.event.kind === "node") told.set(line.event.node, line.event);
    if (told.size >= nodes.length) break;
  }
  return told;
}

/** Ray gives as many CPUs and GPUs as it was told that there are, so these count. */
function report(node: RayNode, line: string | undefined, told: Described | undefined): NodeReport {
  const { name: id, freeGpus, gpus, memory } = node;
  const cores = Math.max(1, Math.floor(node.cpus));
  const described = line === undefined ? undefined : parsed(line);
  if (typeof described === "object") return { ...described, id, cores, gpus, freeGpus };
  const problem = described ?? told?.problem ?? "it says nothing of itself";
  const host = told?.host ?? node.host;
  return { id, host, node: "", cores, memory, gpus, freeGpus, engines: [], store: null, key: null, problem };
}

function parsed(line: string): NodeDescription | string {
  try {
    return parseNodeDescription(line);
  } catch (error) {
    if (!(error instanceof ZodError || error instanceof SyntaxError)) throw error;
    return `\`npx dalmeum cluster node\` says otherwise than is expected of it: ${line.slice(0, 200)}`;
  }
}
