import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";
import { temporaryFolder } from "@dalmeum/object-stores/contract";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { ensembleFiles } from "./ensemble-files.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const SLOW = { tags: ["slow"] };

const setStore = (place: string, key: string): void => {
  vi.stubEnv("DALMEUM_RUNS", place);
  vi.stubEnv("TURBO_REMOTE_CACHE_SIGNATURE_KEY", key);
};
beforeEach(() => {
  setStore("", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Replace a test prediction of an experiment's first run, and hash it anew, as somebody would who wants it to be believed. */
function replaceRow(root: string, experiment: string): void {
  const runs = join(root, "experiments", experiment, "runs");
  const folder = join(runs, readdirSync(runs)[0] ?? "");
  const file = join(folder, "predictions-test.csv");
  const before = readFileSync(file, "utf8");
  const row = /^test-0,(.*)$/m.exec(before)?.[1] ?? "";
  const after = before.replace(/^test-0,.*$/m, `test-0,${Number(row) > 2.5 ? 0.5 : 4.5}`);
  writeFileSync(file, after);
  const record = join(folder, "run.json");
  writeFileSync(record, readFileSync(record, "utf8").replace(sha256(before), sha256(after)));
}

/** What the gate says of members. */
async function membersOf(root: string, experiment: string): Promise<string> {
  const { stdout } = await dalmeum(root, `check experiments/${experiment}/submission --json`);
  return JSON.stringify(JSON.parse(stdout), null, 1).replaceAll(/\n +/g, " ");
}

it("weights that are here predict test rows anew, and a run of other predictions is refused", SLOW, async () => {
  const root = createWorkspace({ "experiments/tiny/experiment.ts": experimentSource.replace("[1, 2]", "[1]") });
  expect((await dalmeum(root, "train tiny")).stderr).toBe("");
  await dalmeum(root, "submit tiny");
  expect(await membersOf(root, "tiny")).toMatch(/"members", "verdict": "passed", .*weights of 1 predict/);
  replaceRow(root, "tiny");
  expect((await dalmeum(root, "submit tiny")).stderr).toBe("");
  expect(await membersOf(root, "tiny")).toMatch(
    /"members", "verdict": "failed", .*its weights predict 1 of 5 test rows otherwise: id \\"test-0\\" has (0|4)\.5, they /,
  );
});

it("runs are those of the store, signed by the team, fetched where they are not here", SLOW, async () => {
  const [root, place, key] = [createWorkspace(ensembleFiles), temporaryFolder(), "0f3a".repeat(16)];
  setStore(place, key);
  expect((await dalmeum(root, "train weak")).stderr).toBe("");
  await dalmeum(root, "submit weak");
  const runs = join(root, "experiments/weak/runs");
  rmSync(runs, { recursive: true });
  expect(await membersOf(root, "weak")).toMatch(/"members", "verdict": "passed", "text": "3 runs here or in the store/);
  expect(readdirSync(runs)).toHaveLength(3);

  replaceRow(root, "weak");
  await dalmeum(root, "submit weak");
  expect(await membersOf(root, "weak")).toMatch(
    /"members", "verdict": "failed", .*has another predictions-test\.csv of the run \w+; delete the one here and pull it/,
  );

  rmSync(runs, { recursive: true });
  setStore(place, "f0a3".repeat(16));
  expect(await membersOf(root, "weak")).toMatch(
    /"members", "verdict": "failed", .*: not here, nor believed in the store/,
  );
});
