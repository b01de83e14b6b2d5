import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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

describe("a race", () => {
  const hypothesis = `{ claim: "MAE helps", control: "tiny:alpha=1", metric: "pearson", smallestDifference: 0 }`;
  const raced = parameterisedSource.replace('hypothesis: "It runs"', `hypothesis: ${hypothesis}`);
  const standings = z.object({
    runs: z.object({ asked: z.number(), whole: z.number() }),
    families: z.array(
      z.object({
        control: z.string(),
        standings: z.array(z.object({ name: z.string(), seeds: z.number(), state: z.string() })),
      }),
    ),
    failed: z.array(z.object({ experiment: z.string() })),
  });

  it("makes the seeds of controls, and of others no more than tell, and the same again of what is there", async () => {
    const root = workspace(raced);
    const commandLine = "sweep tiny --set alpha=0,0.5,1 --set pooling=mean,first --seeds 3 --race";
    const { code, stdout, stderr } = await dalmeum(root, `${commandLine} --json`);
    expect(code, stderr).toBe(0);
    const { runs, families } = standings.parse(JSON.parse(stdout));
    expect(families.map(({ control, standings: of }) => [control, of.map(({ name }) => name)])).toEqual(
      ["mean", "first"].map((pooling) => [
        `tiny:alpha=1,pooling=${pooling}`,
        ["0", "0.5"].map((alpha) => `tiny:alpha=${alpha},pooling=${pooling}`),
      ]),
    );
    const seeds = families.flatMap((family) => family.standings.map((standing) => standing.seeds));
    expect(runs).toEqual({ asked: 2 * 3 + seeds.reduce((sum, each) => sum + each, 0), whole: 18 });
    expect(readdirSync(join(root, RUNS))).toHaveLength(runs.asked);
    for (const { state, seeds: had } of families.flatMap((family) => family.standings))
      expect(state === "racing" ? had : 3).toBe(3);
    const again = await dalmeum(root, `${commandLine} --json --report-only`);
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(stdout));
  });

  it("goes on without a point that fails", async () => {
    const root = workspace(raced.replace("peak: 1e-3", "peak: alpha === 0 ? 1e30 : 1e-3"));
    const { code, stdout } = await dalmeum(root, "sweep tiny --set alpha=0,0.5,1 --seeds 2 --race --json");
    expect(code).toBe(1);
    const { families, failed } = standings.parse(JSON.parse(stdout));
    expect(failed).toEqual([{ experiment: "tiny:alpha=0" }]);
    expect(families[0]?.standings.map(({ name }) => name)).toEqual(["tiny:alpha=0.5"]);
  });

  it.each<[string, string, RegExp]>([
    [parameterisedSource, "--set alpha=0,1", /found no control in the hypothesis of tiny/],
    [raced, "--set alpha=0,0.5", /tiny:alpha=0 is held against alpha=1, which is not swept; add it to --set/],
    [raced, "--set alpha=1", /found nothing that differs from its control; give --set another alpha/],
    [raced, "--set alpha=0,1 --seeds 1", /found points of 1 seeds, expected 2 or more/],
  ])("is refused before anything is trained (%#)", async (source, flags, message) => {
    const root = workspace(source);
    expect((await dalmeum(root, `sweep tiny --race ${flags}`)).stderr).toMatch(message);
    expect(readdirSync(join(root, "experiments/tiny"))).not.toContain("runs");
  });
});
