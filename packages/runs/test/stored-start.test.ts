import { join } from "node:path";
import { silentReporter } from "@dalmeum/testing";
import { temporaryFolder } from "@dalmeum/object-stores/contract";
import { expect, it } from "vitest";
import { shareRuns, startProblem } from "../src/index.ts";
import { createExperiment, inputs, makeRun } from "./made-run.ts";

const { signal } = new AbortController();

it("a run is sent where the store has what it starts from, with its weights", async () => {
  const folder = createExperiment();
  const root = join(folder, "../..");
  const { record, ...made } = makeRun(folder);
  const environment = { DALMEUM_RUNS: temporaryFolder(), TURBO_REMOTE_CACHE_SIGNATURE_KEY: "0f3a".repeat(16) };
  const engine = () => Promise.reject(new Error("no engine is needed"));
  const shareWith = (weights: boolean) =>
    shareRuns({ root, reporter: silentReporter, engine, environment, signal, weights });
  const [plain, withWeights] = [shareWith(false), shareWith(true)];
  if (plain === undefined || withWeights === undefined) throw new Error("found no store");
  const loaded = { root, reference: "two", origin: { reference: "one:alpha=1", folder } };
  const sent = { loaded, key: { seed: 3 }, inputs: { ...inputs, starts: [{ seed: 1, identity: record.identity }] } };
  const run = `experiments/one/runs/seed-1-${record.identity.slice(0, 8)}`;
  const advice = `\`npx dalmeum runs push ${run} --weights\` where it is trained, or \`npx dalmeum train one:alpha=1\` on the cluster`;

  expect(await startProblem({ ...sent, inputs }, plain)).toBeUndefined();
  expect(await startProblem(sent, plain)).toBe(`two starts from ${run}, which the store lacks: ${advice}`);
  await plain.put({ ...made, record });
  expect(await startProblem(sent, plain)).toBe(
    `two starts from ${run}, of which the store lacks the weights: ${advice}`,
  );
  await withWeights.put({ ...made, record });
  expect(await startProblem(sent, plain)).toBeUndefined();
});
