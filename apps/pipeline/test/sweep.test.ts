import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { Interruption } from "@dalmeum/contracts";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, parameterisedSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const workspace = (source = parameterisedSource): string =>
  createWorkspace({ "experiments/tiny/experiment.ts": source });
const finished = z.object({
  results: z.array(z.object({ experiment: z.string(), interval: z.object({ perSeed: z.array(z.number()) }) })),
  failed: z.array(z.object({ experiment: z.string(), run: z.string(), reason: z.string() })),
});

it("trains every combination, goes on after an interruption, and trains nothing twice", async () => {
  const root = workspace();
  const commandLine = "sweep tiny --set alpha=0,0.5,1 --set pooling=mean,first --seeds 2";
  const controller = new AbortController();
  const stopped = await dalmeum(root, commandLine, {
    signal: controller.signal,
    onOutput: (text) => {
      if (text.includes("3 of 12 runs")) controller.abort(new Interruption("SIGINT"));
    },
  });
  expect(stopped.code).toBe(130);
  // Other settings make other runs, of which none was made before.
  expect(stopped.stdout).not.toMatch(/trained anew/);
  const before = readdirSync(join(root, RUNS)).map((run) => [run, statSync(join(root, RUNS, run)).mtimeMs] as const);
  expect(before.length).toBeGreaterThanOrEqual(2);

  const { code, stdout, stderr } = await dalmeum(root, `${commandLine} --json --output out`);
  expect(code).toBe(0);
  expect(stderr).toMatch(/1 of 12 runs: tiny:alpha=0,pooling=mean, seed 1\n.* reused/);
  const { results, failed } = finished.parse(JSON.parse(stdout));
  expect(failed).toEqual([]);
  expect(results.map(({ experiment }) => experiment)).toEqual(
    [0, 0.5, 1].flatMap((alpha) => ["mean", "first"].map((pooling) => `tiny:alpha=${alpha},pooling=${pooling}`)),
  );
  expect(results.every(({ interval }) => interval.perSeed.length === 2)).toBe(true);
  expect(readdirSync(join(root, RUNS))).toHaveLength(12);
  expect(readFileSync(join(root, "out/figures/sweep.svg"), "utf8")).toMatch(/^<svg/);

  const again = await dalmeum(root, commandLine);
  expect(again.stdout.match(/reused/g)).toHaveLength(12);
  expect(again.stdout).toMatch(/tiny: Pearson's r over alpha and pooling/);
});

it("goes on past a run that fails, tells of it, and exits with 1", async () => {
  const source = parameterisedSource.replace("peak: 1e-3", "peak: alpha === 1 ? 1e30 : 1e-3");
  const root = workspace(source);
  const { code, stdout, stderr } = await dalmeum(root, "sweep tiny --set alpha=1,0");
  expect(code).toBe(1);
  expect(stdout).toMatch(/Missing or failed\n-+\n\n- tiny:alpha=1, seed 1: training stopped at step/);
  expect(stdout).toMatch(/\n0 +-?\d\.\d{4}/);
  const reported = await dalmeum(root, "sweep tiny --set alpha=0,0.5 --report-only");
  expect(reported.stdout).toMatch(/\n0 +-?\d\.\d{4}/);
  expect(reported.stdout).toMatch(/- tiny:alpha=0\.5, seed 1: not trained/);
  const again = await dalmeum(root, "sweep tiny --set alpha=0,0.5 --report-only --json");
  expect(finished.parse(JSON.parse(again.stdout)).failed).toEqual([
    { experiment: "tiny:alpha=0.5", run: "seed 1", reason: "not trained" },
  ]);
  const korean = await dalmeum(root, "sweep tiny --set alpha=0,0.5 --report-only --language ko");
  expect(korean.stdout).toMatch(/- tiny:alpha=0\.5, 시드 1: 학습하지 않음/);
  expect(reported.stdout).not.toMatch(/training/);
  expect(stderr).toMatch(/1 run missing or failed/);
});

it.each([
  ["sweep tiny --set alpha=0,2", /alpha: found 2/],
  ["sweep tiny --set alhpa=0", /found alhpa, expected alpha, batchSize, pooling/],
  ["sweep tiny --set alpha", /expected parameter=value,value/],
])("%s is refused before anything is trained", async (commandLine, message) => {
  const root = workspace();
  expect((await dalmeum(root, commandLine)).stderr).toMatch(message);
  expect(readdirSync(join(root, "experiments/tiny"))).not.toContain("runs");
});
