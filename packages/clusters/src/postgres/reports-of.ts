import { brokenNode } from "../node/describe-node.ts";
import type { NodeReport } from "../node-report.ts";
import type { Database } from "./database.ts";
import { liveNodes, reportOf } from "./node-rows.ts";
import { pause } from "./pause.ts";

const LOOK_AGAIN_MS = 250;
/** An install from a registry takes as long; what takes longer goes on, and is there when it is asked for again. */
const PATIENCE_MS = 60_000;

/** What each node that lives has said of a workspace, once all have. */
export async function reportsOf(
  database: Database,
  group: string,
  signal: AbortSignal,
): Promise<readonly NodeReport[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const nodes = await database.patiently(() => liveNodes(database), signal);
    const reports = nodes.map((node) => ({ node, report: reportOf(node, group) }));
    if (performance.now() > until || reports.every(({ report }) => report !== undefined)) {
      return reports.map(({ node: { id }, report }) => report ?? silent(id));
    }
    await pause(LOOK_AGAIN_MS, signal);
  }
}

/** Nothing is known of it but that it lives. */
const silent = (id: string): NodeReport => ({
  ...brokenNode("it has not looked at this workspace yet: it still installs it, or makes a run; ask again"),
  ...{ id, host: id, node: "", cores: 1, memory: 0, freeGpus: 0 },
});
