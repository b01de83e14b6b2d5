import { brokenNode } from "../node/describe-node.ts";
import type { NodeReport } from "../node-report.ts";
import type { Database } from "./database.ts";
import { type LiveNode, liveNodes, reportOf } from "./node-rows.ts";
import { pause } from "./pause.ts";

const LOOK_AGAIN_MS = 250;
const SAY_AFTER_MS = 5000;
/** A first install from a registry, on a slow line; what takes longer goes on, and is there when it is asked for again. */
const IDLE_PATIENCE_MS = 600_000;
/** One that makes a run, and never looked at any workspace, may do so for days. */
const BUSY_PATIENCE_MS = 30_000;

/** What each node that lives has said of a workspace, once all have. */
export async function reportsOf(
  database: Database,
  { group, say }: { readonly group: string; readonly say: (line: string) => void },
  signal: AbortSignal,
): Promise<readonly NodeReport[]> {
  const since = performance.now();
  let said = false;
  for (;;) {
    const nodes = await database.patiently(() => liveNodes(database), signal);
    const reports = nodes.map((node) => ({ node, report: reportOf(node, group) }));
    const waited = performance.now() - since;
    const open = reports.filter(({ report }) => report === undefined).map(({ node }) => node);
    const isWorthIt = ({ state: { running } }: LiveNode): boolean =>
      waited < (running === null ? IDLE_PATIENCE_MS : BUSY_PATIENCE_MS);
    if (!open.some(isWorthIt)) return reports.map(({ node: { id }, report }) => report ?? silent(id));
    if (!said && waited > SAY_AFTER_MS) {
      say(`waits for ${open.map(({ id }) => id).join(", ")} to install the workspace`);
      said = true;
    }
    await pause(LOOK_AGAIN_MS, signal);
  }
}

/** Nothing is known of it but that it lives. */
const silent = (id: string): NodeReport => ({
  ...brokenNode("it has not looked at this workspace yet: it still installs it, or makes a run; ask again"),
  ...{ id, host: id, node: "", cores: 1, memory: 0, freeGpus: 0 },
});
