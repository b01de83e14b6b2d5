import { setTimeout } from "node:timers/promises";
import { describe, type ExpectStatic, it } from "vitest";
import { openPostgres } from "../../src/postgres/index.ts";
import type { Cluster, ClusterEvent } from "../../src/index.ts";
import { createTeam, identityOf, kindsOf, KEY, made, NEVER, type Team } from "../stand-in/team.ts";
import { hasPostgres } from "./server.ts";
import { isAlive, type PostgresCluster, startPostgresCluster, type TestNode, waitFor } from "./start-cluster.ts";

interface Scene {
  readonly team: Team;
  readonly cluster: PostgresCluster;
  readonly client: Cluster;
  /** What the client was told of the database. */
  readonly notes: readonly string[];
}

/** Tests wait more than they compute, so they wait together; each has a database and machines of its own. */
async function play(
  nodes: number,
  environment: Readonly<Record<string, string>>,
  act: (scene: Scene) => Promise<void>,
): Promise<void> {
  const team = await createTeam();
  const cluster = await startPostgresCluster(nodes, { ...team.environment, ...environment });
  const notes: string[] = [];
  const client = openPostgres({ environment: cluster.environment, key: KEY, say: (line) => notes.push(line) });
  try {
    await client.nodes(team.workspace, NEVER);
    await act({ team, cluster, client, notes });
  } finally {
    await client.close();
    await cluster.stop();
    team.remove();
  }
}

const startsOf = (events: readonly ClusterEvent[], identity: string): readonly string[] =>
  events.flatMap((event) => (event.kind === "starts" && event.identity === identity ? [event.node] : []));

/** Every run was made, once. */
function expectMade(
  expect: ExpectStatic,
  team: Team,
  events: readonly ClusterEvent[],
  identities: readonly string[],
): void {
  expect(
    events
      .filter(({ kind }) => kind === "stored")
      .map(({ identity }) => identity)
      .toSorted(),
  ).toEqual(identities.toSorted());
  expect(team.log("made").toSorted()).toEqual(identities.toSorted());
}

/** No process of a run is left. */
function expectNobody(expect: ExpectStatic, team: Team): void {
  const pids = team.log("begun").map((line) => Number(line.split(" ")[1]));
  expect(pids.filter(isAlive)).toEqual([]);
}

const nodeNamed = (cluster: PostgresCluster, id: string): TestNode => {
  const found = cluster.nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`found no node ${id}`);
  return found;
};

describe
  .runIf(hasPostgres())
  .concurrent("a worker at a PostgreSQL (apt-get install postgresql)", { tags: ["slow"] }, () => {
    it("that is killed leaves no child, alone or with it, and others make its run", async ({ expect }) => {
      await play(3, {}, async ({ team, cluster, client }) => {
        const identities = [1, 2, 3].map((seed) => identityOf("killed:steps=60", seed));
        const kills = new Map<string, Promise<void>>();
        const events = await made(client, team.wanted("killed:steps=60", [1, 2, 3]), ({ kind, identity, node }) => {
          if (kind !== "says" || kills.has(identity) || identity === identities[2]) return;
          const kill = kills.size === 0 ? cluster.killNode : cluster.killMaker;
          kills.set(identity, kill(nodeNamed(cluster, node)));
        });
        await Promise.all(kills.values());
        expectMade(expect, team, events, identities);
        expectNobody(expect, team);
        for (const identity of identities.slice(0, 2)) {
          expect(kindsOf(events, identity)).toEqual(["starts", "says", "lost", "starts", "says", "stored"]);
          expect(events.find((event) => event.kind === "lost" && event.identity === identity)).toMatchObject({
            reason: "its node gave no sign of life for 10 s",
            node: startsOf(events, identity)[0],
          });
        }
      });
    });

    it("goes on where the database is killed, and away for five seconds", async ({ expect }) => {
      await play(2, {}, async ({ team, cluster, client, notes }) => {
        const identities = [1, 2].map((seed) => identityOf("away:steps=90", seed));
        let pausing: Promise<void> | undefined;
        const pause = async (): Promise<void> => {
          await cluster.server.stop("killed");
          await setTimeout(5000);
          await cluster.server.start();
        };
        const events = await made(client, team.wanted("away:steps=90", [1, 2]), ({ kind }) => {
          if (kind === "says") pausing ??= pause();
        });
        await pausing;
        expectMade(expect, team, events, identities);
        for (const identity of identities) expect(kindsOf(events, identity)).toEqual(["starts", "says", "stored"]);
        expect(notes).toEqual([
          expect.stringMatching(/^PostgreSQL at 127.0.0.1:\d+\/postgres does not answer: .*; waits for it$/),
        ]);
        for (const node of cluster.nodes) expect(node.text()).toContain("does not answer");
      });
    });

    it("that stood still writes nothing once it wakes: another has made its run", async ({ expect }) => {
      await play(2, {}, async ({ team, cluster, client }) => {
        const identity = identityOf("frozen:steps=60", 1);
        let frozen: TestNode | undefined;
        const events = await made(client, team.wanted("frozen:steps=60", [1]), ({ kind, node }) => {
          if (kind !== "says" || frozen !== undefined) return;
          frozen = nodeNamed(cluster, node);
          cluster.freezeNode(frozen);
        });
        if (frozen === undefined) throw new Error("nothing was told");
        expect(kindsOf(events, identity)).toEqual(["starts", "says", "lost", "starts", "says", "stored"]);
        cluster.wakeNode(frozen);
        const woken = frozen;
        await waitFor(() => (woken.text().includes("ended: the run is another node's by now") ? true : undefined));
        expectMade(expect, team, events, [identity]);
        expectNobody(expect, team);
        // It takes the next one as before.
        const next = await Promise.all([
          made(client, team.wanted("next:steps=20", [1])),
          made(client, team.wanted("next:steps=20", [2])),
        ]);
        expect(new Set(next.flat().map(({ node }) => node)).size).toBe(2);
      });
    });

    it("that is stopped ends its run politely, and gives it back unspent", async ({ expect }) => {
      await play(2, {}, async ({ team, cluster, client }) => {
        const identity = identityOf("stopped:steps=60", 1);
        let stopping: Promise<number | null> | undefined;
        const events = await made(client, team.wanted("stopped:steps=60", [1]), ({ kind, node }) => {
          if (kind === "says") stopping ??= cluster.stopNode(nodeNamed(cluster, node));
        });
        expect(await stopping).toBe(0);
        expect(kindsOf(events, identity)).toEqual(["starts", "says", "lost", "starts", "says", "stored"]);
        expect(events).toContainEqual(expect.objectContaining({ kind: "lost", reason: "its worker was stopped" }));
        expect(team.log("stopped")).toEqual([identity]);
        const jobs = await cluster.server.query(
          "select state::text, retry_count, retry_limit from dalmeum_queue.job order by created_on",
        );
        expect(jobs).toEqual([
          { state: "completed", retry_count: 0, retry_limit: 3 },
          { state: "completed", retry_count: 0, retry_limit: 3 },
        ]);
      });
    });

    it("where three different runs fail in a row leaves, and others make them", async ({ expect }) => {
      await play(1, { STAND_IN: "broken" }, async ({ team, cluster, client }) => {
        const events = made(client, team.wanted("broken", [1, 2, 3]));
        const [broken] = cluster.nodes;
        expect(await broken?.ended).toBe(1);
        expect(broken?.text()).toMatch(
          /leaves, as 3 different runs failed here .*\n(  exit code 1: no device answers\n?){3}/,
        );
        await cluster.addNode({ STAND_IN: "" });
        expect((await events).filter(({ kind }) => kind === "stored")).toHaveLength(3);
        const lost = (await events).filter(({ kind }) => kind === "lost");
        expect(lost.map((event) => event.kind === "lost" && event.reason)).toEqual(
          Array.from({ length: 3 }, () => "exit code 1: no device answers"),
        );
      });
    });

    it("gives a run up that is lost again and again, and keeps others", async ({ expect }) => {
      await play(1, { STAND_IN: "broken" }, async ({ team, cluster, client }) => {
        const events = await made(client, team.wanted("hopeless", [1]));
        expect(kindsOf(events, identityOf("hopeless", 1)).filter((kind) => kind !== "says")).toEqual([
          ...["starts", "lost", "starts", "lost", "starts", "lost", "starts", "lost", "failed"],
        ]);
        expect(events.at(-1)).toMatchObject({
          reason: "it was lost too often, at last: exit code 1: no device answers",
        });
        expect(cluster.nodes[0]?.text()).not.toContain("leaves");
      });
    });
  });
