import { z } from "zod";
import { parse } from "./jobs.ts";
import { unexpected } from "./packages.ts";
import type { RayClient } from "./ray-client.ts";

/** A node that can make runs. */
export interface RayNode {
  /** Another each time that Ray starts there. */
  readonly id: string;
  /** For people: its address, unless `ray start` was given another. */
  readonly name: string;
  readonly host: string;
  readonly cpus: number;
  readonly gpus: number;
  readonly freeGpus: number;
  /** Bytes. */
  readonly memory: number;
}

const nodesSchema = z.object({
  data: z.object({
    result: z.object({
      result: z.array(
        z.object({
          node_id: z.string(),
          node_ip: z.string(),
          node_name: z.string(),
          state: z.string(),
          resources_total: z.record(z.string(), z.number()),
        }),
      ),
    }),
  }),
});

/** As people read it: `0.0/2.0 CPU` and `1.0/4.0 GPU`, a line each. */
const usageSchema = z.object({ data: z.object({ nodeLogicalResources: z.record(z.string(), z.string()).nullish() }) });

/** Nodes that answer and have CPUs or GPUs to give. A head that gives none, as Ray advises, is none of them. */
export async function readNodes(client: RayClient, signal: AbortSignal): Promise<readonly RayNode[]> {
  const answer = await client.ask("/api/v0/nodes?detail=true&limit=10000", signal);
  if (answer.status !== 200) throw unexpected(client, "does not list its nodes", answer);
  const found = parse(client, nodesSchema, answer.text).data.result.result;
  const alive = found.filter(({ state }) => state === "ALIVE");
  const nodes = alive.flatMap(({ node_id: id, node_ip: host, node_name: given, resources_total: total }) => {
    const [cpus, gpus] = [total.CPU ?? 0, total.GPU ?? 0];
    // The driver names them so as well.
    const isAlone = alive.filter(({ node_name }) => node_name === given).length === 1;
    const name = isAlone ? given : `${given}-${id.slice(0, 8)}`;
    return cpus + gpus > 0 ? [{ id, name, host, cpus, gpus, memory: total.memory ?? 0 }] : [];
  });
  const used = nodes.some(({ gpus }) => gpus > 0) ? await usedGpus(client, signal) : new Map<string, number>();
  return nodes.map((node) => ({ ...node, freeGpus: Math.max(0, Math.floor(node.gpus - (used.get(node.id) ?? 0))) }));
}

/** Some seconds old. */
async function usedGpus(client: RayClient, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const answer = await client.ask("/nodes?view=summary", signal);
  if (answer.status !== 200) throw unexpected(client, "does not say which GPUs are used", answer);
  const usage = parse(client, usageSchema, answer.text).data.nodeLogicalResources ?? {};
  return new Map(Object.entries(usage).map(([id, text]) => [id, Number(/([\d.]+)\/[\d.]+ GPU/.exec(text)?.[1] ?? 0)]));
}
