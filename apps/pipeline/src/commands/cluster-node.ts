import { availableParallelism, hostname, totalmem } from "node:os";
import type { NodeDescription } from "@dalmeum/clusters";
import { UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { openRunStore, teamKeyId } from "@dalmeum/runs";
import { describeEngines, findNvidia } from "@dalmeum/runtimes";
import type { CommonFlags, Context } from "../terminal/context.ts";

/** Say in a line of JSON, for a cluster's client, what this machine has. */
export async function clusterNode(this: Context, _flags: CommonFlags): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const description: NodeDescription = {
    host: hostname(),
    node: process.version,
    cores: availableParallelism(),
    memory: totalmem(),
    gpus: visibleGpus(),
    engines: (await describeEngines(root)).map((engine) => ({ ...engine, versions: { ...engine.versions } })),
    ...(await describeStore(root, this.signal)),
  };
  this.process.stdout.write(`${JSON.stringify(description)}\n`);
}

/** One worker a device says so in CUDA_VISIBLE_DEVICES. */
function visibleGpus(): number {
  const nvidia = findNvidia();
  if (nvidia?.reachable !== true) return 0;
  const visible = process.env.CUDA_VISIBLE_DEVICES;
  if (visible !== undefined) return visible.split(",").filter((device) => device.trim() !== "").length;
  // Not every driver names them.
  return Math.max(1, nvidia.models.length);
}

/** Asked for something that no store has. */
const NOTHING = `${"0".repeat(64)}/run.json`;

async function describeStore(
  root: string,
  signal: AbortSignal,
): Promise<Pick<NodeDescription, "store" | "key" | "problem">> {
  try {
    const store = openRunStore({ root, signal });
    await store.objects.has(NOTHING, signal);
    return { store: store.objects.place, key: teamKeyId(store), problem: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { store: null, key: null, problem: error.message };
  }
}
