import { createSecretKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../src/index.ts";
import { identityOf, kindsOf, made, NEVER, type Team } from "../stand-in/team.ts";
import { hasPostgres, type PostgresServer, query, startPostgres } from "./server.ts";
import { waitFor } from "./start-cluster.ts";
import { type LocalCluster, startWorkers } from "./start-workers.ts";

describe.runIf(hasPostgres())("workers at a PostgreSQL (apt-get install postgresql)", { tags: ["slow"] }, () => {
  let server: PostgresServer;
  let cluster: LocalCluster;
  let team: Team;
  let client: Cluster;
  beforeAll(async () => {
    server = await startPostgres();
    cluster = await startWorkers(server, ["", ""]);
    ({ team, client } = cluster);
  }, 120_000);
  afterAll(async () => {
    await cluster.close();
    await server.remove();
  }, 60_000);
  const countOf = (identity: string, log: "begun" | "made" | "stopped" = "made"): number =>
    team.log(log).filter((line) => line.startsWith(identity)).length;

  it("say what they have, and make four runs, two at once", async () => {
    const reports = await client.nodes(team.workspace, NEVER);
    expect(reports.map(({ id, engines, problem }) => [id, engines[0]?.name, problem])).toEqual(
      cluster.workers.map(({ id }) => [id, "onnxruntime", null]).toSorted(),
    );
    const seeds = [1, 2, 3, 4];
    const events = await made(client, team.wanted("quick:steps=15", seeds));
    for (const seed of seeds) {
      expect(kindsOf(events, identityOf("quick:steps=15", seed))).toEqual(["starts", "says", "stored"]);
    }
    expect(new Set(events.map(({ node }) => node)).size).toBe(2);
    expect(events.some((event) => event.kind === "progress" && /^loss \d+$/.test(event.details.join()))).toBe(true);
    expect(team.log("made")).toHaveLength(4);
  });

  it("know what they were told before: a workspace takes no second look, a run that is stored no second training", async () => {
    const begun = performance.now();
    expect(await client.nodes(team.workspace, NEVER)).toHaveLength(2);
    expect(performance.now() - begun).toBeLessThan(1000);
    const events = await made(client, team.wanted("quick:steps=15", [1]));
    expect(kindsOf(events, identityOf("quick:steps=15", 1))).toEqual(["starts", "stored"]);
    expect(countOf(identityOf("quick:steps=15", 1))).toBe(1);
  });

  it("begin within five seconds", async () => {
    const asked = Date.now();
    await made(client, team.wanted("soon", [1]));
    const [, , begun] = team.log("begun").at(-1)?.split(" ") ?? [];
    expect(Number(begun) - asked).toBeLessThan(5000);
  });

  it("make a run once that two ask for, and tell both", async () => {
    const reference = "shared:steps=25";
    const other = cluster.open();
    const first = made(client, team.wanted(reference, [1, 2, 3]));
    await waitFor(() =>
      team.log("begun").some((line) => line.startsWith(identityOf(reference, 2))) ? true : undefined,
    );
    const second = await made(other, team.wanted(reference, [2, 3, 4]));
    for (const [events, seeds] of [
      [await first, [1, 2, 3]],
      [second, [2, 3, 4]],
    ] as const) {
      for (const seed of seeds) {
        const kinds = kindsOf(events, identityOf(reference, seed));
        expect([kinds[0], kinds.at(-1)]).toEqual(["starts", "stored"]);
      }
    }
    expect([1, 2, 3, 4].map((seed) => countOf(identityOf(reference, seed), "begun"))).toEqual([1, 1, 1, 1]);
    await other.close();
  });

  it("make a run that fails by itself once, and say why", async () => {
    const events = await made(client, team.wanted("diverges", [1]));
    expect(kindsOf(events, identityOf("diverges", 1))).toEqual(["starts", "says", "says", "failed"]);
    expect(events.at(-1)).toMatchObject({ kind: "failed", reason: "the loss is NaN at update 7" });
    expect(countOf(identityOf("diverges", 1), "begun")).toBe(1);
  });

  it("keep what runs said: without colours, and without knowing the database", async () => {
    const lines = [];
    for await (const line of client.logs("diverges", NEVER)) lines.push(line);
    expect(lines.map(({ text }) => text)).toEqual([
      "starts",
      "begins diverges seed 1, knows no database",
      "the loss is NaN at update 7",
      "failed: the loss is NaN at update 7",
    ]);
    expect(lines[0]).toMatchObject({ experiment: "diverges", seed: 1, at: expect.stringMatching(/^20/) as string });
  });

  it("stop what is under way and what waits", async () => {
    const reference = "long:steps=600";
    const events = made(client, team.wanted(reference, [1, 2, 3]));
    await waitFor(() =>
      team.log("begun").filter((line) => line.includes(identityOf(reference, 2))).length > 0 ? true : undefined,
    );
    expect(await client.stop("another", NEVER)).toBe(0);
    expect(await client.stop("long", NEVER)).toBe(3);
    for (const seed of [1, 2, 3]) {
      expect(
        (await events).find(({ kind, identity }) => kind === "failed" && identity === identityOf(reference, seed)),
      ).toMatchObject({ reason: "it was stopped, as somebody asked the cluster to" });
    }
    await waitFor(() =>
      countOf(identityOf(reference, 1), "stopped") + countOf(identityOf(reference, 2), "stopped") === 2
        ? true
        : undefined,
    );
    expect(await made(client, team.wanted("quick", [9]))).toContainEqual(expect.objectContaining({ kind: "stored" }));
  });

  it("leave a client that goes alone: it stops nothing, and whoever asks again hears how it goes on", async () => {
    const leaving = new AbortController();
    const reason = new Error("the person stopped it");
    const wanted = team.wanted("left:steps=30", [1]);
    const first = made(
      client,
      wanted,
      ({ kind }) => {
        if (kind === "starts") leaving.abort(reason);
      },
      leaving.signal,
    );
    await expect(first).rejects.toBe(reason);
    const events = await made(client, wanted);
    expect(kindsOf(events, identityOf("left:steps=30", 1))).toEqual(expect.arrayContaining(["starts", "stored"]));
    expect(countOf(identityOf("left:steps=30", 1), "begun")).toBe(1);
  });

  it("refuse what is signed with another key, and make the same for whoever has theirs", async () => {
    const stranger = cluster.open(createSecretKey(Buffer.from("another")));
    expect((await stranger.nodes(team.workspace, NEVER)).map(({ problem }) => problem)).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/another key/) as string),
    );
    const events = await made(stranger, team.wanted("forged", [1]));
    expect(events.at(-1)).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/no node can make it:\n.*another key.*\n.*another key/) as string,
    });
    expect(events.filter(({ kind }) => kind === "unfit")).toHaveLength(2);
    expect(countOf(identityOf("forged", 1), "begun")).toBe(0);
    await stranger.close();
    expect((await made(client, team.wanted("forged", [1]))).at(-1)).toMatchObject({ kind: "stored" });
  });

  it("leave to others what one of them is unfit for, which is named and asked no more", async () => {
    const unfit = cluster.addWorker("unfit");
    const seeds = Array.from({ length: 12 }, (_, index) => index);
    const events = await made(client, team.wanted("fits:steps=8", seeds));
    expect(events.filter(({ kind }) => kind === "unfit")).toEqual([
      expect.objectContaining({ node: unfit.id, reason: "code: another than was expected", inputs: { code: "other" } }),
    ]);
    expect(events.filter(({ kind }) => kind === "stored")).toHaveLength(12);
    const [job] = await query(
      cluster.url,
      "select max(retry_count) as most from dalmeum_queue.job where data->'job'->>'reference' = 'fits:steps=8'",
    );
    expect(job).toEqual({ most: 0 });
    unfit.stop();
    expect(await unfit.ended).toBeUndefined();
    expect((await client.nodes(team.workspace, NEVER)).map(({ id }) => id)).not.toContain(unfit.id);
  });
});
