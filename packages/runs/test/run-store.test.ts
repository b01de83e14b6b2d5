import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { Interruption } from "@dalmeum/contracts";
import { openObjectStore } from "@dalmeum/object-stores";
import { closedPort, temporaryFolder } from "@dalmeum/object-stores/contract";
import { expect, it } from "vitest";
import { openRunStore, RUN_FILES, shareRuns } from "../src/index.ts";
import { fileKey } from "../src/store/run-store.ts";
import { createExperiment, filesBelow, makeRun } from "./made-run.ts";
import { describeRunStore } from "./run-store-contract.ts";

const KEY = "0f3a".repeat(16);
const { signal } = new AbortController();

describeRunStore("a folder", () => openObjectStore(temporaryFolder(), { root: "/", environment: {} }));

/** A share and what it said. */
function share(environment: Readonly<Record<string, string>>, root: string, until: AbortSignal = signal) {
  const said: string[] = [];
  const progress = () => ({ resumeAt: () => undefined, update: () => undefined, finish: () => undefined });
  const reporter = { say: (line: string) => void said.push(line), progress };
  const engine = () => Promise.reject(new Error("no engine is needed"));
  return { said, shared: shareRuns({ root, reporter, engine, environment, signal: until }) };
}

const wantedOf = ({ record }: ReturnType<typeof makeRun>, experimentFolder: string) => ({
  experimentFolder,
  identity: record.identity,
  weights: false,
});

it("is the environment's, else package.json's, else none, of which nothing is said", () => {
  const root = join(createExperiment(), "../..");
  expect(share({}, root)).toEqual({ said: [], shared: undefined });
  const environment = { TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY };
  expect(() => openRunStore({ root, signal, environment })).toThrow("found no store of runs; set DALMEUM_RUNS");
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "team", dalmeum: { runs: "shared" } }));
  expect(openRunStore({ root, signal, environment }).objects.place).toBe(join(root, "shared"));
  const other = { ...environment, DALMEUM_RUNS: "/other" };
  expect(openRunStore({ root, signal, environment: other }).objects.place).toBe("/other");
  writeFileSync(join(root, "package.json"), JSON.stringify({ dalmeum: { runs: 1 } }));
  expect(() => openRunStore({ root, signal, environment })).toThrow("dalmeum.runs");
});

it("is not used without a key, and says once what to set", () => {
  const { said, shared } = share({ DALMEUM_RUNS: "runs" }, "/");
  expect(shared).toBeUndefined();
  expect(said).toEqual([expect.stringMatching(/set TURBO_REMOTE_CACHE_SIGNATURE_KEY .*; it goes on without$/)]);
});

it("is not used at an address that is none, and shows neither that nor the key", () => {
  const { said } = share({ DALMEUM_RUNS: "s3://user:secret@bucket", TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY }, "/");
  expect(said).toHaveLength(1);
  expect(said.join()).not.toMatch(/secret|0f3a/);
  const store = openRunStore({
    root: "/",
    signal,
    environment: { DALMEUM_RUNS: "runs", TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY },
  });
  expect(inspect(store, { depth: 9, showHidden: true }) + JSON.stringify(store)).not.toContain("0f3a");
});

it("says what it fetched and put, and gives a run once", async () => {
  const [run, clone, place] = [makeRun(createExperiment()), createExperiment(), temporaryFolder()];
  const environment = { DALMEUM_RUNS: place, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY };
  const first = share(environment, join(run.folder, "../../../.."));
  expect(await first.shared?.fetch(wantedOf(run, clone))).toBeUndefined();
  await first.shared?.put(run);
  await first.shared?.put(run);
  const second = share(environment, join(clone, "../.."));
  expect(await second.shared?.fetch(wantedOf(run, clone))).toMatchObject({ record: run.record });
  const path = `experiments/one/runs/seed-1-${run.record.identity.slice(0, 8)}`;
  expect(first.said[0]).toBe(`${path}: is in ${place}`);
  expect(second.said).toEqual([`${path}: fetched from ${place}`]);
});

it("tells once of a store that does not answer, and asks it no more after a second time", async () => {
  const [run, clone] = [makeRun(createExperiment()), createExperiment()];
  const { said, shared } = share(
    {
      ...{ DALMEUM_RUNS: "cache", TURBO_API: await closedPort(), TURBO_TOKEN: "token-7c", TURBO_TEAM: "team" },
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY,
    },
    "/",
  );
  for (let times = 0; times < 5; times++) {
    expect(await shared?.fetch(wantedOf(run, clone))).toBeUndefined();
    await shared?.put(run);
  }
  expect(said).toEqual([expect.stringMatching(/ECONNREFUSED.*; it goes on without$/)]);
  expect(said.join()).not.toMatch(/0f3a|token-7c/);
  let asked = 0;
  await shared?.ask(() => Promise.resolve(asked++));
  expect(asked).toBe(0);
});

it("tells once of damaged runs, and puts right ones in their place", async () => {
  const [run, clone, place] = [makeRun(createExperiment()), createExperiment(), temporaryFolder()];
  const environment = { DALMEUM_RUNS: place, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY };
  await share(environment, "/").shared?.put(run);
  writeFileSync(join(place, fileKey(run.record.identity, run.record.result.files[RUN_FILES.dev] ?? "")), "id");
  const { said, shared } = share(environment, "/");
  for (let times = 0; times < 3; times++) expect(await shared?.fetch(wantedOf(run, clone))).toBeUndefined();
  expect(said).toEqual([expect.stringMatching(/is not the predictions-dev\.csv .*goes on without$/)]);
  expect(filesBelow(clone)).toEqual({});
  await shared?.put(run);
  expect(await shared?.fetch(wantedOf(run, clone))).toBeDefined();
});

it("is left where a person stops", async () => {
  const [run, clone, place] = [makeRun(createExperiment()), createExperiment(), temporaryFolder()];
  const stop = AbortSignal.abort(new Interruption("SIGINT"));
  const { said, shared } = share({ DALMEUM_RUNS: place, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY }, "/", stop);
  await expect(shared?.fetch(wantedOf(run, clone))).rejects.toThrow(Interruption);
  expect(said).toEqual([]);
});
