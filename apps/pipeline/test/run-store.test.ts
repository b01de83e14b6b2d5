import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closedPort, temporaryFolder } from "@dalmeum/object-stores/contract";
import { createBucket, hasServer, startServer } from "@dalmeum/object-stores/s3-server";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { baselineSource, ensembleFiles, MEMBERS } from "./ensemble-files.ts";
import { createWorkspace } from "./workspace.ts";

const SLOW = { tags: ["slow"] };
const KEY = "0f3a".repeat(16);
const tiny = "experiments/tiny/runs";

/** The environment's part that commands read; nothing of the person's who runs the tests. */
function setStore(address: string, others: Readonly<Record<string, string>> = {}): void {
  const all = { DALMEUM_RUNS: address, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY, ...others };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
}

beforeEach(() => {
  setStore("", { TURBO_REMOTE_CACHE_SIGNATURE_KEY: "" });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function succeed(root: string, commandLine: string): Promise<string> {
  const { code, stdout, stderr } = await dalmeum(root, commandLine);
  expect({ code, stderr }, commandLine).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const runOf = (root: string, experiment: string): string => {
  const runs = join("experiments", experiment, "runs");
  return join(runs, readdirSync(join(root, runs)).find((name) => name.startsWith("seed-")) ?? "");
};

/** Bytes of a submission and of the predictions that it was made of, by path. */
function predictionsOf(root: string): Readonly<Record<string, string>> {
  const folders = [...MEMBERS, "blend"].map((name) => runOf(root, name));
  const files = [...folders, "experiments/blend/submission"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const csvs = files.filter((file) => file.endsWith(".csv"));
  return Object.fromEntries(csvs.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

async function shareBetweenTwo(place: RegExp): Promise<void> {
  const [first, second] = [createWorkspace(ensembleFiles), createWorkspace(ensembleFiles)];
  for (const experiment of [...MEMBERS, "blend"]) expect(await succeed(first, `train ${experiment}`)).toMatch(place);
  await succeed(first, "submit blend");

  const trained = await succeed(second, "train blend");
  expect(trained.match(/: fetched from /g)).toHaveLength(3 + 3 + 1 + 1);
  expect(trained).toMatch(place);
  expect(trained).not.toMatch(/is in /);
  await succeed(second, "submit blend");
  const predictions = predictionsOf(second);
  expect(Object.keys(predictions).filter((file) => file.endsWith("submission.csv"))).toHaveLength(1);
  expect(predictions).toEqual(predictionsOf(first));
  for (const experiment of [...MEMBERS, "blend"]) {
    const record = join(runOf(first, experiment), "run.json");
    expect(readFileSync(join(second, record), "utf8")).toBe(readFileSync(join(first, record), "utf8"));
  }
}

describe("two clones", () => {
  it("share an ensemble and its members through a folder", SLOW, async () => {
    const place = temporaryFolder();
    setStore(place);
    await shareBetweenTwo(new RegExp(place));
  });

  it.runIf(hasServer())(
    hasServer() ? "share them through S3" : "share them through S3 (its server is not here: npm run s3:setup)",
    SLOW,
    async () => {
      const { endpoint, stop } = await startServer();
      onTestFinished(stop);
      await createBucket(endpoint, "team");
      const secret = "secret-5b";
      setStore(`s3://team/runs?endpoint=${endpoint}`, { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: secret });
      await shareBetweenTwo(/s3:\/\/team\/runs at http/);
    },
  );

  it("compare, draw, diagnose, evaluate and submit what another has trained", SLOW, async () => {
    setStore(temporaryFolder());
    const root = createWorkspace(ensembleFiles);
    for (const experiment of [...MEMBERS, "blend"]) await succeed(root, `train ${experiment}`);
    const [weak, blend] = [runOf(root, "weak"), runOf(root, "blend")];
    // As another clone, which has none of them.
    const fetched = async (commandLine: string): Promise<number> => {
      for (const name of [...MEMBERS, "blend"]) rmSync(join(root, "experiments", name, "runs"), { recursive: true });
      const said = (await succeed(root, commandLine)).match(/: fetched from /g)?.length ?? 0;
      for (const name of [...MEMBERS, "blend"]) mkdirSync(join(root, "experiments", name, "runs"), { recursive: true });
      return said;
    };
    expect(await fetched("compare weak blend")).toBe(8);
    expect(await fetched("curves weak+strong")).toBe(6);
    expect(await fetched("submit blend")).toBe(8);
    expect(await fetched(`diagnose ${weak}`)).toBe(1);
    expect(await fetched(`evaluate ${blend}`)).toBe(1);
  });
});

it("predicts and exports with weights that another clone has pushed, and says how to get them", SLOW, async () => {
  const [first, second, place] = [createWorkspace(), createWorkspace(), temporaryFolder()];
  setStore(place);
  await succeed(first, "train tiny --seed 1");
  const run = runOf(first, "tiny");
  expect(await succeed(second, "train tiny --seed 1")).toMatch(`${run}: fetched from ${place}`);
  expect(existsSync(join(second, run, "model.safetensors"))).toBe(false);
  const predict = `predict ${run} --input datasets/tiny/test.csv --output p.csv`;
  expect((await dalmeum(second, predict)).stderr).toContain(`\`npx dalmeum runs pull ${run} --weights\``);
  expect((await dalmeum(second, `runs pull ${run} --weights`)).stdout).toContain("there already, without its weights");

  expect(await succeed(first, `runs push ${run} --weights`)).toContain(`${run}: stored`);
  await succeed(second, predict);
  await succeed(first, predict);
  expect(readFileSync(join(second, "p.csv"), "utf8")).toBe(readFileSync(join(first, "p.csv"), "utf8"));
  rmSync(join(second, run), { recursive: true });
  expect(await succeed(second, `export ${run} --output out`)).toMatch(`${run}: fetched from ${place}`);
});

it("trains on where the store is away, and says so once", SLOW, async () => {
  const root = createWorkspace(ensembleFiles);
  setStore("cache", { TURBO_API: await closedPort(), TURBO_TEAM: "team", TURBO_TOKEN: "token-7c" });
  const { code, stdout, stderr } = await dalmeum(root, "train weak");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.match(/ECONNREFUSED/g)).toHaveLength(1);
  expect(stdout.match(/it goes on without/g)).toHaveLength(1);
  expect(stdout).not.toMatch(/0f3a|token-7c/);
  expect(readdirSync(join(root, "experiments/weak/runs"))).toHaveLength(3);
  expect((await dalmeum(root, "runs push weak")).stderr).toContain("ECONNREFUSED");
});

it("says nothing without a store, and once that a key lacks", SLOW, async () => {
  const root = createWorkspace(ensembleFiles);
  expect(await succeed(root, "train weak")).not.toMatch(/store|KEY/);
  expect((await dalmeum(root, "runs pull weak")).stderr).toMatch(/found no store of runs; set DALMEUM_RUNS/);
  setStore(temporaryFolder(), { TURBO_REMOTE_CACHE_SIGNATURE_KEY: "" });
  expect((await succeed(root, "train strong")).match(/set TURBO_REMOTE_CACHE_SIGNATURE_KEY/g)).toHaveLength(1);
});

describe("npx dalmeum runs", () => {
  it("pulls and pushes, and lists what is where", SLOW, async () => {
    const [first, second] = [createWorkspace(ensembleFiles), createWorkspace(ensembleFiles)];
    await succeed(first, "train weak");
    setStore(temporaryFolder());
    expect((await dalmeum(second, "runs pull weak")).stdout.match(/: not in the store/g)).toHaveLength(3);
    expect((await succeed(first, "runs push weak")).match(/: stored/g)).toHaveLength(3);
    const listed: unknown = JSON.parse(await succeed(second, "runs list --json"));
    expect(listed).toHaveLength(3);
    expect(listed).toMatchObject([
      {
        ...{ key: "seed 1, fold 1", state: "finished", today: true, why: null },
        ...{ here: { run: false, weights: false }, store: { run: true, weights: false } },
      },
      {},
      {},
    ]);
    expect((await succeed(second, "runs pull weak")).match(/: fetched/g)).toHaveLength(3);
    expect(await succeed(second, "runs list weak")).toMatch(
      /^experiments\/weak\/runs\/seed-1-fold-1-\w{8}: finished, seed 1, fold 1, its record says dev Pearson \S+, here and in the store, today's$/m,
    );
    expect((await dalmeum(second, "runs list wek")).stderr).toMatch(/found no experiment "wek"\. Did you mean weak\?/);
    expect((await dalmeum(second, `runs pull ${tiny}/seed-1-00000000`)).stderr).toMatch(/neither here nor in/);
  });

  it("prunes stale runs that the store has and no submission names", SLOW, async () => {
    const root = createWorkspace({ ...ensembleFiles, "experiments/tiny/experiment.ts": baselineSource(3, "") });
    await succeed(root, "train tiny");
    setStore(temporaryFolder());
    await succeed(root, "train weak");
    await succeed(root, "submit weak");
    await succeed(root, "train elsewhere");
    expect(await succeed(root, "runs prune")).toMatch(/^0 stale runs/);
    const left = (): readonly number[] =>
      ["tiny", "weak", "elsewhere"].map((name) => readdirSync(join(root, "experiments", name, "runs")).length);

    appendFileSync(join(root, "datasets/tiny/test.csv"), "test-9,test,사과,배\n");
    expect(await succeed(root, "runs list tiny")).toMatch(/stale: .*datasets\/tiny/);
    expect(await succeed(root, "runs prune")).toMatch(/5 stale runs, .*--delete deletes/);
    // tiny's is nowhere else, and the submission is made of weak's.
    expect(await succeed(root, "runs prune --delete")).toMatch(/1 run deleted/);
    expect(left()).toEqual([1, 3, 0]);
    expect(await succeed(root, "runs prune tiny --delete --force")).toMatch(/1 run deleted/);
    expect(left()).toEqual([0, 3, 0]);
  });
});
