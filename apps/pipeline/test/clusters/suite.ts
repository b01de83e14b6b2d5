import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ClusterName } from "@dalmeum/clusters";
import { processesOf } from "@dalmeum/clusters/processes";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Ended, Started } from "../start-dalmeum.ts";
import { eventually, workingFolder } from "./processes.ts";
import {
  type Begun,
  type ClusterWorkspace,
  EXPERIMENT,
  makeWorkspaces,
  OWN_PACKAGES,
  type TestFolder,
} from "./workspace.ts";

type Environment = Readonly<Record<string, string>>;

/** Nodes that are processes of this machine. */
export interface TestCluster {
  /** For whoever asks it. */
  readonly environment: Environment;
  /** What the cluster calls it. */
  id(name: string): Promise<string>;
  /** Where a process runs that makes a run. */
  nodeOf(pid: number): string | undefined;
  addNode(name: string, environment: Environment): Promise<void>;
  /** With -9, what starts a run's process on a node; the node goes on. */
  killMaker(name: string): Promise<void>;
  /** With -9, all that runs on a node. */
  killNode(name: string): Promise<void>;
  freezeNode(name: string): void;
  wakeNode(name: string): void;
  stop(): Promise<void>;
}

export interface DescribeOptions<C extends TestCluster> {
  /** Whether it is installed here. */
  readonly available: boolean;
  /** With what each node has in its environment, by its name. */
  readonly start: (nodes: Readonly<Record<string, Environment>>) => Promise<C>;
  /** What else may happen to it while runs are under way. */
  readonly mishaps?: Readonly<Record<string, (cluster: C) => Promise<void>>>;
}

const COMPARED = ["predictions-dev.csv", "predictions-test.csv", "predictions-train.csv", "model.safetensors"];

/** What every cluster does, with processes, trainings and a store as people have them. */
export function describeCluster<C extends TestCluster>(
  name: ClusterName,
  title: string,
  { available, start, mishaps = {} }: DescribeOptions<C>,
): void {
  describe.skipIf(!available)(title, { tags: ["slow"], timeout: 300_000 }, () => {
    let folder: TestFolder;
    let mine: ClusterWorkspace;
    let theirs: ClusterWorkspace;
    let cluster: C;
    const nodeEnvironment = (node: string): Environment => ({
      ...mine.environment,
      XDG_CACHE_HOME: folder.cacheOf(node),
    });

    let end: (() => Promise<void>) | undefined;
    beforeAll(async () => {
      folder = makeWorkspaces();
      try {
        mine = folder.first;
        theirs = folder.copy();
        cluster = await start({ one: nodeEnvironment("one"), two: nodeEnvironment("two") });
      } catch (error) {
        folder.remove();
        throw error;
      }
      end = async () => {
        await cluster.stop();
        await eventually(
          "every process's end",
          () => processesOf(marker()),
          (left) => left.length === 0,
        );
        folder.remove();
      };
    }, 300_000);
    afterAll(() => end?.(), 180_000);
    afterEach(async ({ task }) => {
      // What one has left is not to be another's failure too.
      if (task.result?.state === "fail") await ask("cluster stop").ended;
      await eventually("the end of trainings", trainings, (left) => left.length === 0);
    }, 180_000);

    const marker = (): string => `TEST_JOURNAL=${mine.environment.TEST_JOURNAL ?? ""}`;
    const trainings = () => processesOf(marker()).filter(({ command }) => / train .*--expect/.test(command));
    const ask = (commandLine: string, workspace = mine): Started =>
      workspace.start(commandLine, { ...cluster.environment, DALMEUM_CLUSTER: name });
    const sweep = (settings: string, workspace = mine): Started =>
      ask(`sweep ${EXPERIMENT} ${settings} --engine onnxruntime --cluster ${name}`, workspace);
    const succeed = async (started: Started): Promise<Ended> => {
      const ended = await started.ended;
      expect(ended, ended.stdout + ended.stderr).toMatchObject({ code: 0 });
      return ended;
    };

    /** Two runs that nobody has made, one a node, which go on once they are let. */
    let gates = 0;
    const heldRuns = () => {
      const gate = ++gates;
      const begun = (): readonly Begun[] => mine.begun().filter(({ run }) => run.includes(`gate=${gate} `));
      const all = `--set alpha=0,1 --set gate=${gate} --seeds 1`;
      const bothBegun = () => eventually("two trainings", begun, ({ length }) => length === 2);
      const letGo = (alphas = [0, 1]): void => {
        for (const alpha of alphas) mine.open(gate, alpha);
      };
      /** Of the two, one that is made on a node, and the other. */
      const one = async () => {
        const [{ pid, run } = { pid: 0, run: "" }] = await bothBegun();
        const node = cluster.nodeOf(pid);
        if (node === undefined) throw new Error(`process ${pid} runs on no node`);
        const alpha = run.includes("alpha=0,") ? 0 : 1;
        return { pid, node, alpha, other: 1 - alpha };
      };
      return { all, begun, bothBegun, letGo, one };
    };
    /** How often each run was begun, fewest first. */
    const counts = (begun: readonly Begun[]): readonly number[] => {
      const runs = begun.map(({ run }) => run);
      return [...new Set(runs)].map((run) => runs.filter((each) => each === run).length).toSorted();
    };
    /** Of two that were begun, the one that was lost; what that cost is for docs/clusters.md. */
    const madeAgain = async (lostTo: string, begun: () => readonly Begun[]): Promise<void> => {
      const since = performance.now();
      await eventually("a third training", begun, ({ length }) => length === 3);
      process.stdout.write(`${name}, ${lostTo}: ${Math.round((performance.now() - since) / 1000)} s\n`);
    };
    /** A record that is written anew is another file. */
    const records = (): readonly string[] =>
      readdirSync(mine.store)
        .map((identity) => join(mine.store, identity, "run.json"))
        .flatMap((path) => (existsSync(path) ? [`${path} ${statSync(path).ino} ${statSync(path).mtimeMs}`] : []));
    const recordsBecome = (wanted: number) =>
      eventually(
        `${wanted} runs in the store`,
        () => records().length,
        (length) => length === wanted,
      );

    it("tells what each node has", async () => {
      const { stdout } = await succeed(ask("cluster check"));
      for (const node of ["one", "two"]) expect(stdout).toContain((await cluster.id(node)).slice(0, 8));
      expect(stdout).toMatch(/onnxruntime/);
      expect(stdout).toContain(mine.store);
    });

    it("makes what is made here, byte for byte", async () => {
      await succeed(sweep("--set alpha=0.5"));
      await succeed(ask(`runs pull ${EXPERIMENT} --weights --engine onnxruntime`));
      await succeed(theirs.start(`train ${EXPERIMENT} --engine onnxruntime`, { DALMEUM_RUNS: "" }));
      const runs = readdirSync(join(theirs.root, "experiments", EXPERIMENT, "runs"));
      expect(runs).toHaveLength(4);
      for (const run of runs) {
        const path = join("experiments", EXPERIMENT, "runs", run);
        for (const file of COMPARED) {
          expect(
            readFileSync(join(mine.root, path, file)).equals(readFileSync(join(theirs.root, path, file))),
            `${run}/${file}`,
          ).toBe(true);
        }
      }
    });

    it("makes nothing twice, for whom soever", async () => {
      const before = mine.begun().length;
      await succeed(sweep("--set alpha=0.5"));
      expect(mine.begun()).toHaveLength(before);
      const [first, second] = [
        sweep("--set alpha=0,0.25,0.75 --seeds 1"),
        sweep("--set alpha=0.25,0.75,1 --seeds 1", theirs),
      ];
      await Promise.all([succeed(first), succeed(second)]);
      expect(counts(mine.begun().slice(before))).toEqual([1, 1, 1, 1]);
    });

    it("makes a submission's members, as turbo asks for them, and the blend here", async () => {
      const added = { ...cluster.environment, DALMEUM_CLUSTER: name, DALMEUM_ENGINE: "onnxruntime" };
      const { stdout } = await succeed(mine.turbo("run submit --filter=@dalmeum/experiment-blend", added));
      for (const member of ["folded-bi-encoder", "folded-cross-encoder", "folded-cosent"]) {
        expect(stdout).toMatch(new RegExp(`: ${member}, seed 1, fold 1 starts`));
      }
      expect(existsSync(join(mine.root, "experiments/blend/submission/submission.csv"))).toBe(true);
    });

    it("tells once of a run that diverges", async () => {
      const before = mine.begun().length;
      const { code, stdout } = await sweep("--set peak=1e30,1e-3 --seeds 1").ended;
      expect(code).toBe(1);
      expect(stdout.replaceAll(/\s+/g, " ")).toMatch(
        /peak=1e\+30, seed 1: training stopped at step \d+: found loss NaN/,
      );
      expect(mine.begun()).toHaveLength(before + 1);
    });

    it("shows what runs say, and stops them", async () => {
      const { all, begun, bothBegun } = heldRuns();
      const asked = sweep(all);
      await bothBegun();
      expect((await succeed(ask(`cluster logs ${EXPERIMENT}`))).stdout).toMatch(/binary-label is 1 from label 3/);
      expect((await succeed(ask(`cluster stop ${EXPERIMENT}`))).stdout).toMatch(/2 runs/);
      await eventually("the end of trainings", trainings, (left) => left.length === 0);
      expect((await asked.ended).code).not.toBe(0);
      expect(begun()).toHaveLength(2);
    });

    it("goes on after Ctrl-C, and makes again what lost its maker", async () => {
      const { all, begun, letGo, one } = heldRuns();
      const asked = sweep(all);
      const { alpha, node, other } = await one();
      asked.child.kill("SIGINT");
      await cluster.killMaker(node);
      const { code, stderr } = await asked.ended;
      expect(code).toBe(130);
      expect(stderr).toMatch(/the same command comes back to it .* `npx dalmeum cluster stop loss-mixture` stops it/);
      const stored = records().length;
      letGo([other]);
      await madeAgain("its maker killed", begun);
      await recordsBecome(stored + 1);
      // It asks for one of the two alone, which is being made for whoever left.
      const again = sweep(all);
      await eventually("what it is told", again.said, (said) => said.includes(" starts"));
      letGo([alpha]);
      await succeed(again);
      expect(counts(begun())).toEqual([1, 2]);
    });

    it("goes on without the client that was killed", async () => {
      const { all, begun, bothBegun, letGo } = heldRuns();
      const asked = sweep(all);
      await bothBegun();
      asked.child.kill("SIGKILL");
      await asked.ended;
      const stored = records().length;
      letGo();
      await recordsBecome(stored + 2);
      await succeed(sweep(all));
      expect(counts(begun())).toEqual([1, 1]);
    });

    it.for(Object.entries(mishaps))("makes every run once although %s", async ([, happens]) => {
      const { all, begun, bothBegun, letGo } = heldRuns();
      const asked = sweep(all);
      await bothBegun();
      await happens(cluster);
      letGo();
      await succeed(asked);
      expect(counts(begun())).toEqual([1, 1]);
    });

    it("makes again elsewhere what a node's death lost", async () => {
      const { all, begun, letGo, one } = heldRuns();
      const asked = sweep(all);
      const { node, other } = await one();
      await cluster.killNode(node);
      letGo([other]);
      await madeAgain("its node killed", begun);
      letGo();
      await succeed(asked);
      expect(counts(begun())).toEqual([1, 2]);
      await cluster.addNode("three", nodeEnvironment("three"));
    });

    it("stores once what a frozen node was at", async () => {
      const { all, begun, letGo, one } = heldRuns();
      const asked = sweep(all);
      const { node, other, pid } = await one();
      cluster.freezeNode(node);
      letGo([other]);
      await madeAgain("its node frozen", begun);
      letGo();
      await succeed(asked);
      expect(counts(begun())).toEqual([1, 2]);
      const before = records();
      cluster.wakeNode(node);
      await eventually(
        "the end of the one that was frozen",
        () => workingFolder(pid),
        (at) => at === undefined,
      );
      expect(records()).toEqual(before);
    });

    it("names nodes that would make other runs, and asks others", async () => {
      const strange = Object.entries(OTHERS);
      await Promise.all(
        strange.map(([node, source]) =>
          cluster.addNode(node, {
            ...nodeEnvironment(node),
            ...(node === "other-runtime" ? OWN_PACKAGES : {}),
            NODE_OPTIONS: `--require=${folder.write(`${node}.cjs`, source)}`,
          }),
        ),
      );
      const { stdout } = await succeed(sweep("--set alpha=0.91,0.92,0.93,0.94,0.95,0.96 --seeds 1"));
      for (const [node, what] of [
        ["other-code", "other code"],
        ["other-runtime", "onnxruntime.*0\\.0\\.1"],
        ["other-node", "found Node v99\\.0\\.0"],
      ] as const) {
        expect(stdout).toMatch(new RegExp(`${(await cluster.id(node)).slice(0, 8)}.*${what}`));
      }
    });
  });
}

/**
 * What Node runs first on machines that are not as others are. Only a workspace that was sent is changed, which has no .git; a worker
 * runs in a checkout. A file is replaced: pnpm's store has it too.
 */
const REPLACE = `const { existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const replace = (path, what, by) => {
  if (existsSync(".git") || !existsSync(path)) return;
  const text = readFileSync(path, "utf8");
  if (!what.test(text)) return;
  rmSync(path);
  writeFileSync(path, text.replace(what, by));
};
`;
const OTHERS = {
  "other-code": `${REPLACE}replace("packages/losses/src/pearson-loss.ts", /EPSILON = 1e-8/, "EPSILON = 1e-7");`,
  "other-runtime": `${REPLACE}replace("packages/graph-compiler/node_modules/onnxruntime-node/package.json", /"version": "1[^"]+"/, '"version": "0.0.1"');`,
  "other-node": `Object.defineProperty(process, "version", { value: "v99.0.0" });
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "99.0.0" } });`,
};
