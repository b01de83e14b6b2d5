import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, type ClusterEvent, openRay, type WantedRuns } from "../../src/index.ts";
import { hasRay, type RayCluster, startRay } from "./ray-cluster.ts";
import { type StandIn, standInWorkspace } from "./stand-in.ts";

describe.skipIf(!hasRay())("Ray (npm run ray:setup installs it)", () => {
  let ray: RayCluster;
  let standIn: StandIn;
  let cluster: Cluster;
  beforeAll(async () => {
    standIn = await standInWorkspace();
    ray = await startRay({ environment: { TEST_SHARED: standIn.shared } });
    cluster = openRay({ root: standIn.root, environment: ray.environment });
  }, 120_000);
  afterAll(async () => {
    await ray.stop();
    standIn.remove();
  }, 60_000);

  let made = 0;
  const wanted = (reference: string, count = 1): WantedRuns => ({
    workspace: standIn.workspace,
    engine: { name: "cpu", precision: "float32", versions: {} },
    node: 20,
    needs: { cpus: 1, gpus: 0 },
    runs: Array.from({ length: count }, (_, index) => ({
      identity: `${reference}-${made++}`,
      reference,
      seed: index + 1,
    })),
  });
  const all = async (events: AsyncIterable<ClusterEvent>): Promise<readonly ClusterEvent[]> => {
    const found = [];
    for await (const event of events) {
      console.log(Date.now() % 1e6, JSON.stringify(event));
      found.push(event);
    }
    return found;
  };
  const never = new AbortController().signal;

  it("makes runs", async () => {
    console.log(await cluster.warnings(never), Date.now() % 1e6);
    console.log(await cluster.nodes(standIn.workspace, never), Date.now() % 1e6);
    console.log(await cluster.nodes(standIn.workspace, never), Date.now() % 1e6);
    const events = await all(cluster.make(wanted("quick", 4), never));
    console.log(standIn.notes());
    expect(events).toBe(1);
  }, 120_000);
});
