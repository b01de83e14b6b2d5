import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "../../src/postgres/index.ts";
import type { Cluster } from "../../src/index.ts";
import { createTeam, identityOf, kindsOf, KEY, made, NEVER, type Team } from "../stand-in/team.ts";
import { hasPostgres } from "./server.ts";
import { type PostgresCluster, startPostgresCluster } from "./start-cluster.ts";

describe.runIf(hasPostgres())("workers at a PostgreSQL (apt-get install postgresql)", { tags: ["slow"] }, () => {
  let team: Team;
  let cluster: PostgresCluster;
  let client: Cluster;
  beforeAll(async () => {
    team = await createTeam();
    cluster = await startPostgresCluster(2, team.environment);
    client = openPostgres({ environment: cluster.environment, key: KEY, say: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await client.close();
    await cluster.stop();
    team.remove();
  });

  it("say what they have, and make four runs, two at once", async () => {
    const reports = await client.nodes(team.workspace, NEVER);
    expect(reports.map(({ id, engines, problem }) => [id, engines[0]?.name, problem])).toEqual(
      cluster.nodes.map(({ id }) => [id, "onnxruntime", null]).toSorted(),
    );
    const seeds = [1, 2, 3, 4];
    const events = await made(client, team.wanted("quick:steps=5", seeds));
    for (const seed of seeds) {
      expect(kindsOf(events, identityOf("quick:steps=5", seed))).toEqual(["starts", "says", "stored"]);
    }
    expect(new Set(events.map(({ node }) => node)).size).toBe(2);
    expect(team.log("made")).toHaveLength(4);
  });
});
