import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, type ExpectStatic, it } from "vitest";
import type { ClusterEvent } from "../../src/index.ts";
import { openPostgres } from "../../src/postgres/index.ts";
import { createTeam, identityOf, kindsOf, KEY, made, NEVER, type Team } from "../stand-in/team.ts";
import { hasPostgres, type PostgresServer, query, startPostgres } from "./server.ts";
import { isAlive, startPostgresCluster, type TestNode, waitFor } from "./start-cluster.ts";
import { withServer, withWorkers } from "./start-workers.ts";

const AGAIN = ["starts", "says", "lost", "starts", "says", "stored"];

/** Every run was made, once, and no process of one is left. */
function expectMade(
  expect: ExpectStatic,
  team: Team,
  events: readonly ClusterEvent[],
  identities: readonly string[],
): void {
  const stored = events.filter(({ kind }) => kind === "stored").map(({ identity }) => identity);
  expect(stored.toSorted()).toEqual(identities.toSorted());
  expect(team.log("made").toSorted()).toEqual(identities.toSorted());
  const pids = team.log("begun").map((line) => Number(line.split(" ")[1]));
  expect(pids.filter(isAlive)).toEqual([]);
}

// They wait more than they compute, so they wait together.
describe
  .runIf(hasPostgres())
  .concurrent("a worker at a PostgreSQL (apt-get install postgresql)", { tags: ["slow"], timeout: 240_000 }, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.remove(), 60_000);

    it("that is killed, alone or with its run, or stands still, loses it to another, and leaves no process", async ({
      expect,
    }) => {
      const team = await createTeam();
      const cluster = await startPostgresCluster(4, team.environment, server);
      const client = openPostgres({ environment: cluster.environment, key: KEY, say: () => undefined });
      try {
        await client.nodes(team.workspace, NEVER);
        const faults = [cluster.killNode, cluster.killMaker, cluster.freezeNode];
        const identities = faults.map((_, seed) => identityOf("killed:steps=80", seed));
        const hit = new Map<string, TestNode>();
        const hits: Promise<void>[] = [];
        const events = await made(client, team.wanted("killed:steps=80", [0, 1, 2]), ({ kind, identity, node: id }) => {
          if (kind !== "says" || hit.has(identity)) return;
          const node = cluster.nodes.find((each) => each.id === id);
          if (node === undefined) throw new Error(`found no node ${id}`);
          hit.set(identity, node);
          hits.push(Promise.resolve(faults[identities.indexOf(identity)]?.(node)));
        });
        await Promise.all(hits);
        for (const identity of identities) {
          expect(kindsOf(events, identity)).toEqual(AGAIN);
          expect(events.find((event) => event.kind === "lost" && event.identity === identity)).toMatchObject({
            reason: "its node gave no sign of life for 10 s",
            node: hit.get(identity)?.id,
          });
        }
        const frozen = hit.get(identities[2] ?? "");
        if (frozen === undefined) throw new Error("nothing stood still");
        cluster.wakeNode(frozen);
        await waitFor(() => (frozen.text().includes("ended: the run is another node's by now") ? true : undefined));
        expectMade(expect, team, events, identities);
        // What it never wrote before, it does not write now; it takes the next one as before.
        const more = await made(client, team.wanted("next:steps=30", [1, 2]));
        expect(new Set(more.map(({ node }) => node)).size).toBe(2);
        expect(await cluster.stopNode(frozen)).toBe(0);
      } finally {
        await client.close();
        await cluster.stop();
        team.remove();
      }
    });

    it("goes on where the database is killed, and away for five seconds", async ({ expect }) => {
      await withServer((own) =>
        withWorkers(own, ["", ""], async ({ team, client, notes, workers }) => {
          const identities = [1, 2].map((seed) => identityOf("away:steps=90", seed));
          const pause = async (): Promise<void> => {
            await own.stop("killed");
            await setTimeout(5000);
            await own.start();
          };
          let pausing: Promise<void> | undefined;
          const events = await made(client, team.wanted("away:steps=90", [1, 2]), ({ kind }) => {
            if (kind === "says") pausing ??= pause();
          });
          await pausing;
          expectMade(expect, team, events, identities);
          expect(events.filter(({ kind }) => kind === "lost")).toEqual([]);
          for (const identity of identities) expect(kindsOf(events, identity)).toEqual(["starts", "says", "stored"]);
          expect(notes.filter((note) => note.includes("answer"))).toEqual([
            expect.stringMatching(/^PostgreSQL at 127.0.0.1:\d+\/d1 does not answer: .*; waits for it$/),
          ]);
          for (const worker of workers) expect(worker.text()).toContain("does not answer");
        }),
      );
    });

    it("that is stopped ends its run politely, and gives it back unspent", async ({ expect }) => {
      await withWorkers(server, ["", ""], async ({ team, client, url, workers }) => {
        const identity = identityOf("stopped:steps=60", 1);
        const events = await made(client, team.wanted("stopped:steps=60", [1]), ({ kind, node }) => {
          if (kind === "says" && team.log("stopped").length === 0) workers.find(({ id }) => id === node)?.stop();
        });
        expect(kindsOf(events, identity)).toEqual(AGAIN);
        expect(events).toContainEqual(expect.objectContaining({ kind: "lost", reason: "its worker was stopped" }));
        expect(team.log("stopped")).toEqual([identity]);
        expectMade(expect, team, events, [identity]);
        const jobs = await query(
          url,
          "select state::text, retry_count, retry_limit, expire_seconds from dalmeum_queue.job order by created_on",
        );
        expect(jobs).toEqual(
          Array.from({ length: 2 }, () => ({
            // Longer than pg-boss lets anybody ask for: a training may take days.
            ...{ state: "completed", retry_count: 0, retry_limit: 3, expire_seconds: 30 * 86_400 },
          })),
        );
      });
    });

    it("where three different runs fail in a row leaves, and others make them", async ({ expect }) => {
      await withWorkers(server, ["broken"], async ({ team, client, workers, addWorker }) => {
        const making = made(client, team.wanted("broken", [1, 2, 3]));
        const error = await workers[0]?.ended;
        expect(String(error)).toMatch(
          /leaves, as 3 different runs failed here .*\n( {2}exit code 1: no device answers\n?){3}$/,
        );
        addWorker();
        const events = await making;
        expect(events.filter(({ kind }) => kind === "stored")).toHaveLength(3);
        expect(events.flatMap((event) => (event.kind === "lost" ? [event.reason] : []))).toEqual(
          Array.from({ length: 3 }, () => "exit code 1: no device answers"),
        );
      });
    });

    it("gives a run up that is lost again and again, and stays", async ({ expect }) => {
      await withWorkers(server, ["broken"], async ({ team, client, workers }) => {
        const events = await made(client, team.wanted("hopeless", [1]));
        expect(kindsOf(events, identityOf("hopeless", 1)).filter((kind) => kind !== "says")).toEqual([
          ...Array.from({ length: 4 }, () => ["starts", "lost"]).flat(),
          "failed",
        ]);
        expect(events.at(-1)).toMatchObject({
          reason: "it was lost too often, at last: exit code 1: no device answers",
        });
        expect(workers[0]?.text()).not.toContain("leaves");
      });
    });

    it("names why no worker makes a run, and asks it again where another can", async ({ expect }) => {
      await withWorkers(server, ["unfit"], async ({ team, client, addWorker }) => {
        const events = await made(client, team.wanted("misfit", [1]));
        expect(kindsOf(events, identityOf("misfit", 1))).toEqual(["starts", "unfit", "failed"]);
        expect(events.at(-1)).toMatchObject({
          reason: "no node can make it:\nnode-1: code: another than was expected",
        });
        addWorker();
        await waitFor(async () => ((await client.nodes(team.workspace, NEVER)).length === 2 ? true : undefined));
        expect((await made(client, team.wanted("misfit", [1]))).at(-1)).toMatchObject({
          kind: "stored",
          node: "node-2",
        });
      });
    });
  });
