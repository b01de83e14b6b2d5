/**
 * How long it takes from asking for a run to the first line of the program that makes it, on two nodes that have the workspace:
 * `npx tsx scripts/measure.ts [tries]`, here, with what `npm run ray:setup` and `apt-get install postgresql` install.
 */
import type { Cluster, ClusterEvent, WantedRuns } from "../src/index.ts";
import { openRay } from "../src/ray/open-ray.ts";
import { hasPostgres, startPostgres } from "../test/postgres/server.ts";
import { startWorkers } from "../test/postgres/start-workers.ts";
import { hasRay, startRay } from "../test/ray/ray-cluster.ts";
import { standInWorkspace } from "../test/ray/stand-in.ts";

const tries = Number(process.argv[2] ?? 10);
const { signal } = new AbortController();

/** Seconds of each try. */
async function times(cluster: Cluster, wanted: (attempt: number) => WantedRuns): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let attempt = 0; attempt < tries; attempt++) {
    const begun = performance.now();
    const events: ClusterEvent[] = [];
    for await (const event of cluster.make(wanted(attempt), signal)) {
      // A run says something as soon as it is there.
      if (event.kind === "says" && events.length < 2) seconds.push((performance.now() - begun) / 1000);
      events.push(event);
    }
  }
  return seconds.toSorted((a, b) => a - b);
}

function report(name: string, seconds: readonly number[]): void {
  const [least, median, most] = [0, seconds.length >> 1, seconds.length - 1].map((at) => seconds[at]?.toFixed(1));
  console.log(`${name}: median ${median} s, ${least} to ${most} s, ${seconds.length} runs`);
}

if (hasPostgres()) {
  const server = await startPostgres();
  const cluster = await startWorkers(server, ["", ""]);
  report("postgres", await times(cluster.client, (attempt) => cluster.team.wanted("quick", [attempt])));
  await cluster.close();
  await server.remove();
}
if (hasRay()) {
  const { root, shared, workspace, remove } = await standInWorkspace();
  const ray = await startRay({ environment: { TEST_SHARED: shared } });
  const cluster = openRay({ root, environment: ray.environment });
  await cluster.nodes(workspace, signal);
  const wanted = (attempt: number): WantedRuns => ({
    workspace,
    engine: { name: "cpu", precision: "float32", versions: {} },
    node: 20,
    needs: { cpus: 1, gpus: 0 },
    runs: [{ identity: `run-${attempt}`, reference: "quick", seed: attempt }],
  });
  report("ray", await times(cluster, wanted));
  await ray.stop();
  remove();
}
