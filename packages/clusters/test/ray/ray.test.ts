import { readdirSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Cluster, ClusterEvent, WantedRuns } from "../../src/index.ts";
import { openRay } from "../../src/ray/open-ray.ts";
import { freePort, hasRay, type RayCluster, startRay } from "./ray-cluster.ts";
import { type Note, type StandIn, standInWorkspace } from "./stand-in.ts";

const never = new AbortController().signal;

describe.skipIf(!hasRay())("Ray (npm run ray:setup installs it)", { tags: ["slow"], timeout: 90_000 }, () => {
  let ray: RayCluster;
  let standIn: StandIn;
  let cluster: Cluster;
  beforeAll(async () => {
    standIn = await standInWorkspace();
    ray = await startRay({ environment: { TEST_SHARED: standIn.shared }, token: "0123456789abcdef0123456789abcdef" });
    cluster = openRay({ root: standIn.root, environment: ray.environment });
  }, 120_000);
  afterAll(async () => {
    await ray.stop();
    expect(ray.all()).toEqual([]);
    standIn.remove();
  }, 60_000);

  let numbered = 0;
  const wanted = (...references: readonly string[]): WantedRuns => ({
    workspace: standIn.workspace,
    engine: { name: "cpu", precision: "float32", versions: {} },
    node: 20,
    needs: { cpus: 1, gpus: 0 },
    runs: references.map((reference) => ({ identity: `run-${numbered++}`, reference, seed: numbered })),
  });
  const make = (runs: WantedRuns, on: (event: ClusterEvent) => unknown = () => undefined) =>
    hear(cluster.make(runs, never), on);
  const notesOf = ({ runs }: WantedRuns, what: Note["what"]) =>
    standIn.notes().filter((note) => note.what === what && runs.some(({ identity }) => identity === note.identity));
  const children = () => ray.all().filter(({ command }) => command.startsWith("node apps/pipeline"));

  it("says what nodes have, and asks them once", async () => {
    const nodes = await cluster.nodes(standIn.workspace, never);
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(["one", "two"]);
    expect(nodes[0]).toMatchObject({ cores: 1, gpus: 0, freeGpus: 0, node: process.version, problem: null });
    expect(await cluster.nodes(standIn.workspace, never)).toEqual(nodes);
    expect(standIn.notes().filter(({ what }) => what === "described")).toHaveLength(2);
    expect(await cluster.warnings(never)).toEqual([]);
  });

  it("makes runs on all nodes, and leaves nothing of them there", async () => {
    const runs = wanted("quick", "quick", "quick", "quick");
    const events = await make(runs);
    for (const { identity } of runs.runs) {
      expect(kinds(events, identity)).toEqual(["starts", "says", "stored"]);
    }
    expect(new Set(notesOf(runs, "stored").map(({ name }) => name))).toEqual(new Set(["one", "two"]));
    const left = readdirSync(ray.folder, { recursive: true, encoding: "utf8" });
    expect(left.filter((path) => /working_dir_files.*experiments\/quick\/runs\/./.test(path))).toEqual([]);
    // Asked again, its processes ask the store, unless the job has not ended yet.
    expect(kinds(await make(runs), "run-0").at(-1)).toBe("stored");
    expect(notesOf(runs, "stored")).toHaveLength(4);
  });

  it("makes what two ask for once, and goes on telling whoever left and asks again", async () => {
    const runs = wanted("lasts-3", "lasts-3", "lasts-3");
    const [first, second] = [
      { ...runs, runs: runs.runs.slice(0, 2) },
      { ...runs, runs: runs.runs.slice(1) },
    ];
    const left = new AbortController();
    const leaves = hear(cluster.make(second, left.signal), ({ kind }) => {
      if (kind === "says") left.abort(new Error("left"));
    });
    const [ofFirst] = await Promise.all([make(first), expect(leaves).rejects.toThrow("left")]);
    const ofSecond = await make(second);
    for (const [{ runs: own }, events] of [[first, ofFirst] as const, [second, ofSecond] as const]) {
      for (const { identity } of own) {
        expect(kinds(events, identity)[0]).toBe("starts");
        expect(kinds(events, identity).at(-1)).toBe("stored");
      }
    }
    expect(notesOf(runs, "stored")).toHaveLength(3);
    expect(notesOf(runs, "stopped")).toEqual([]);
  });

  it("hears each event once, though its connection breaks", async () => {
    const sockets = new Set<Socket>();
    const { RAY_ADDRESS = "" } = ray.environment;
    const between = createServer((from) => {
      const to = connect(Number(new URL(RAY_ADDRESS).port), "127.0.0.1");
      for (const socket of [from, to]) sockets.add(socket.on("error", () => undefined));
      from.pipe(to).pipe(from);
    });
    const port = await freePort();
    between.listen(port, "127.0.0.1");
    onTestFinished(() => {
      between.close();
    });
    const environment = { ...ray.environment, RAY_ADDRESS: `http://127.0.0.1:${port}` };
    const said: string[] = [];
    const through = openRay({ root: standIn.root, environment, say: (line) => said.push(line) });
    let breaks = 0;
    const events = await hear(through.make(wanted("lasts-4"), never), ({ kind }) => {
      if (kind !== "says" && kind !== "progress") return;
      breaks++;
      for (const socket of sockets) socket.destroy();
    });
    expect(breaks).toBeGreaterThan(2);
    expect(kinds(events)).toEqual(["starts", "says", "stored"]);
    const shares = events.flatMap((event) => (event.kind === "progress" ? [event.done] : []));
    expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b));
    expect(said).toEqual([]);
  });

  it("makes a run anew whose process of Ray is killed, and none is left behind", async () => {
    const runs = wanted("lasts-4");
    const events = await make(runs, ({ kind, node }) => {
      if (kind === "says" && notesOf(runs, "begins").length === 1) ray.killMaker(node);
    });
    expect(kinds(events)).toEqual(["starts", "says", "lost", "starts", "says", "stored"]);
    expect(lost(events)[0]?.reason).toMatch(/^the process that made it died/);
    expect(notesOf(runs, "stored")).toHaveLength(1);
    expect(children()).toEqual([]);
  });

  it("makes elsewhere what a node fails or is unfit for, and nowhere what fails by itself", async () => {
    const runs = wanted("a:breaks-once", "a:breaks", "a:diverges", "a:unfit-on-one", "b:unfit");
    const events = await make(runs);
    const [once = [], always = [], diverges = [], moved = [], unfit = []] = runs.runs.map(({ identity }) =>
      events.filter((event) => event.identity === identity),
    );
    expect(kinds(once)).toEqual(["starts", "lost", "starts", "says", "stored"]);
    const [from, to] = once.filter(({ kind }) => kind === "starts").map(({ node }) => node);
    expect(from).not.toBe(to);
    expect(lost(always), JSON.stringify(events)).toHaveLength(4);
    expect(always.at(-1)).toMatchObject({ kind: "failed", reason: containing("no room is left") });
    expect(kinds(diverges)).toEqual(["starts", "failed"]);
    expect(diverges.at(-1)).toMatchObject({ reason: "the loss is not a number" });
    expect(moved.at(-1)?.kind).toBe("stored");
    for (const event of moved.filter(({ kind }) => kind === "unfit")) {
      expect(event).toMatchObject({ node: "one", reason: "another lockfile", inputs: { lock: 1 } });
    }
    expect(kinds(unfit)).toEqual(["starts", "unfit", "starts", "unfit", "failed"]);
    expect(unfit.at(-1)).toMatchObject({ reason: containing("another Node") });
  });

  it("asks a node for no more that fails three different runs in a row", async () => {
    const runs = wanted(...Array.from({ length: 12 }, () => "breaks-on-one"));
    const events = await make(runs);
    expect(notesOf(runs, "stored").map(({ name }) => name)).toEqual(Array.from({ length: 12 }, () => "two"));
    expect(lost(events).map(({ node }) => node)).toEqual(["one", "one", "one"]);
    expect(new Set(lost(events).map(({ identity }) => identity)).size).toBe(3);
  });

  it("stops what is under way, and says what was said", async () => {
    const runs = wanted("lasts-60", "lasts-60", "lasts-60");
    const counts: Promise<number>[] = [];
    const stopped = make(runs, ({ kind }) => {
      if (kind === "says" && counts.length === 0) counts.push(cluster.stop("lasts-60", never));
    });
    await expect(stopped).rejects.toThrow("was stopped");
    await expect(Promise.all(counts)).resolves.toEqual([3]);
    await expect(cluster.stop("another", never)).resolves.toBe(0);
    await expect.poll(children, { timeout: 5_000 }).toEqual([]);
    const lines = [];
    for await (const line of cluster.logs("lasts-60", never)) lines.push(line);
    expect(lines.map(({ text }) => text)).toEqual(expect.arrayContaining(["starts", "trains"]));
    expect(new Set(lines.map(({ experiment }) => experiment))).toEqual(new Set(["lasts-60"]));
  });

  it("refuses who has another token", async () => {
    const { RAY_ADDRESS } = ray.environment;
    const open = (token: Record<string, string>) =>
      openRay({ root: standIn.root, environment: { RAY_ADDRESS, ...token } }).warnings(never);
    await expect(open({})).rejects.toThrow("it asks for a token; set RAY_AUTH_TOKEN");
    await expect(open({ RAY_AUTH_TOKEN: "another" })).rejects.toThrow("it refuses the token");
  });

  it("gives up a head that dies", async () => {
    const impatient = openRay({ root: standIn.root, environment: ray.environment, patienceMilliseconds: 2_000 });
    const made = hear(impatient.make(wanted("lasts-60"), never), ({ kind }) => {
      if (kind === "says") ray.killHead();
    });
    await expect(made).rejects.toThrow("the same command again makes only what is missing");
    await expect.poll(children, { timeout: 30_000 }).toEqual([]);
  });
});

async function hear(events: AsyncIterable<ClusterEvent>, on: (event: ClusterEvent) => unknown) {
  const found: ClusterEvent[] = [];
  for await (const event of events) {
    found.push(event);
    await on(event);
  }
  return found;
}

/** Of one run, or of all; how far it is depends on the clock. */
const kinds = (events: readonly ClusterEvent[], identity?: string): readonly string[] =>
  events
    .filter((event) => event.kind !== "progress" && (identity === undefined || event.identity === identity))
    .filter((event) => event.kind !== "says" || event.text !== "installs the workspace")
    .map(({ kind }) => kind);

const lost = (events: readonly ClusterEvent[]) => events.filter((event) => event.kind === "lost");
const containing = (text: string): unknown => expect.stringContaining(text);
