import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, makeWorkspace, parameterisedSource } from "./workspace.ts";

const EXPERIMENT = "experiments/tiny/experiment.ts";
const source = parameterisedSource
  .replace(
    'hypothesis: "It runs"',
    `hypothesis: {
    claim: "MAE alone is worse",
    control: "tiny",
    treatment: "tiny:alpha=1",
    metric: "spearman",
    smallestDifference: 0.25,
  }`,
  )
  .replace("seeds: [1]", "seeds: [1, 2]");

afterEach(() => {
  vi.unstubAllEnvs();
});

const compared = z.object({
  control: z.string(),
  metric: z.string(),
  ground: z.string(),
  pairs: z.number(),
  runs: z.array(z.string()),
  warnings: z.array(z.string()),
  treatments: z.array(
    z.object({
      name: z.string(),
      smallestDifference: z.number(),
      comparison: z.object({
        control: z.object({ mean: z.number(), perSeed: z.array(z.number()) }),
        difference: z.object({ estimate: z.number(), low: z.number(), high: z.number() }),
        overSeeds: z.object({}).nullable(),
        pValue: z.number(),
      }),
      early: z
        .object({
          looks: z.array(z.object({ seeds: z.number(), verdict: z.string() })),
          ...{ settledAt: z.number().nullable(), seedsLeft: z.number(), state: z.string() },
        })
        .nullable(),
      corrected: z.object({ pValue: z.number(), verdict: z.enum(["supported", "refuted", "undecided"]) }),
    }),
  ),
});

describe("compare", () => {
  let root: string;
  const compare = async (commandLine: string) => {
    const { code, stdout, stderr } = await dalmeum(root, `compare ${commandLine} --json`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return compared.parse(JSON.parse(stdout));
  };

  beforeAll(async () => {
    root = makeWorkspace({ [EXPERIMENT]: source });
    for (const reference of ["tiny", "tiny:alpha=1", "tiny:alpha=0"]) {
      expect(await dalmeum(root, `train ${reference}`)).toMatchObject({ code: 0 });
    }
    return () => {
      rmSync(root, { recursive: true, force: true });
    };
  }, 120_000);

  it("tests the hypothesis of one experiment", async () => {
    const { control, metric, ground, pairs, treatments } = await compare("tiny");
    expect({ control, metric, ground, pairs }).toEqual({
      control: "tiny",
      metric: "spearman",
      ground: "dev",
      pairs: 6,
    });
    expect(treatments).toMatchObject([{ name: "tiny:alpha=1", smallestDifference: 0.25 }]);
    expect(treatments[0]?.comparison.control.perSeed).toHaveLength(2);
  });

  it("takes the margin of a hypothesis about that control, however it is named, and of no other", async () => {
    expect((await compare("tiny:alpha=0.5 tiny:alpha=1")).treatments[0]?.smallestDifference).toBe(0.25);
    expect((await compare("tiny:alpha=0 tiny:alpha=1")).treatments[0]?.smallestDifference).toBe(0);
    const asked = await compare("tiny tiny:alpha=1 --smallest-difference 0.1 --metric pearson");
    expect(asked).toMatchObject({ metric: "pearson", treatments: [{ smallestDifference: 0.1 }] });
  });

  it("corrects for the number of treatments", async () => {
    const { treatments } = await compare("tiny tiny:alpha=1 tiny:alpha=0");
    const raw = treatments.map(({ comparison }) => comparison.pValue);
    expect(Math.min(...treatments.map(({ corrected }) => corrected.pValue))).toBeCloseTo(
      Math.min(1, 2 * Math.min(...raw)),
      9,
    );
  });

  it("finds no difference between an experiment and itself, and averages several into one", async () => {
    const itself = await compare("tiny tiny --smallest-difference 0");
    expect(itself.treatments[0]?.comparison.difference.estimate).toBe(0);
    expect(itself.treatments[0]?.corrected.verdict).toBe("undecided");
    const twice = await compare("tiny tiny+tiny");
    expect(twice.treatments[0]?.comparison.difference.estimate).toBeCloseTo(0, 9);
    expect((await compare("tiny tiny+tiny:alpha=0")).treatments[0]?.name).toBe("tiny+tiny:alpha=0");
  });

  it("settles nothing by one seed", async () => {
    const { treatments } = await compare("tiny tiny:alpha=1 tiny:alpha=0 --seeds 1 --smallest-difference -2");
    expect(treatments.map(({ comparison }) => comparison.overSeeds)).toEqual([null, null]);
    expect(treatments.map(({ corrected }) => corrected.verdict)).toEqual(["undecided", "undecided"]);
    // A difference of correlations is above -2 whatever the runs: only the missing seeds leave it open.
    expect(Math.max(...treatments.map(({ comparison }) => comparison.pValue))).toBeLessThan(0.025);
    const told = await dalmeum(root, "compare tiny tiny:alpha=1 --seeds 1");
    expect(told.stdout).toMatch(/UNDECIDED: .*\n?.*An arm has one seed, so/s);
  });

  it("tells people the verdict first, and writes it as Markdown and HTML", async () => {
    const { code, stdout } = await dalmeum(root, "compare tiny tiny:alpha=1 --output out/report");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n\n(SUPPORTED|REFUTED|UNDECIDED): tiny:alpha=1 has a higher Spearman's rho than tiny by/);
    expect(stdout).toMatch(/\(: no difference\)\s+\(!\s+smallest\s+difference\s+0\.2500\)/);
    expect(stdout).toMatch(/Noise band: a true difference of/);
    expect(stdout).toMatch(/out\/report: report\.md and report\.html\n$/);
    expect(readdirSync(join(root, "out/report")).toSorted()).toEqual(["figures", "report.html", "report.md"]);
    expect(readFileSync(join(root, "out/report/report.md"), "utf8")).toMatch(/^# Spearman's rho of/);
  });

  it("tells people in Korean where a flag or the environment says so, and programs what it always does", async () => {
    const [english, korean] = [
      await dalmeum(root, "compare tiny tiny:alpha=1"),
      await dalmeum(root, "compare tiny tiny:alpha=1 --language ko --output out/ko"),
    ];
    expect(korean).toMatchObject({ code: 0, stderr: "" });
    expect(korean.stdout).toMatch(/\n\n(지지|기각|판단 보류): tiny:alpha=1의 스피어만 rho 값이 tiny보다 0\.2500/);
    expect(korean.stdout).toMatch(/out\/ko: report\.md와 report\.html\n$/);
    expect(readFileSync(join(root, "out/ko/report.html"), "utf8")).toContain('<html lang="ko">');
    const json = await dalmeum(root, "compare tiny tiny:alpha=1 --json");
    vi.stubEnv("DALMEUM_LANGUAGE", "ko");
    expect((await dalmeum(root, "compare tiny tiny:alpha=1 --output out/ko")).stdout).toBe(korean.stdout);
    expect((await dalmeum(root, "compare tiny tiny:alpha=1 --language en")).stdout).toBe(english.stdout);
    expect((await dalmeum(root, "compare tiny tiny:alpha=1 --json")).stdout).toBe(json.stdout);
    vi.stubEnv("DALMEUM_LANGUAGE", "");
    expect((await dalmeum(root, "compare tiny tiny:alpha=1")).stdout).toBe(english.stdout);
  });

  it("refuses a language that it does not speak", async () => {
    expect((await dalmeum(root, "compare tiny tiny:alpha=1 --language fr")).stderr).toMatch(
      /Expected "fr" to be one of \(en\|ko\)/,
    );
    vi.stubEnv("DALMEUM_LANGUAGE", "korean");
    expect((await dalmeum(root, "compare tiny tiny:alpha=1")).stderr).toMatch(
      /^DALMEUM_LANGUAGE: found korean, expected en or ko\n$/,
    );
  });

  it("says that runs are of other code, and compares them all the same", async () => {
    // In a process of its own: a module is imported once.
    writeFileSync(join(root, EXPERIMENT), source.replace("maxLength: 32", "maxLength: 30 + 2"));
    const { stdout } = await startDalmeum(root, "compare tiny tiny:alpha=1 --json").ended;
    writeFileSync(join(root, EXPERIMENT), source);
    const { warnings } = compared.parse(JSON.parse(stdout));
    expect(warnings).toEqual(["4 of 4 runs were trained by other code than today's."]);
  });

  it("names the code in which two arms differ", async () => {
    writeFileSync(join(root, EXPERIMENT), source.replace("maxLength: 32", "maxLength: 30 + 2"));
    expect((await startDalmeum(root, "train tiny:alpha=0.75").ended).stderr).toBe("");
    writeFileSync(join(root, EXPERIMENT), source);
    const { warnings } = await compare("tiny tiny:alpha=0.75");
    expect(warnings).toContain(
      "tiny:alpha=0.75 and its control were made by different code: experiments/tiny/experiment.ts: default 32 became 30 + 2.",
    );
  });

  it("says that a margin was changed after the runs were made, and not that a claim was reworded", async () => {
    // Each in a process of its own: a module is imported once.
    const warningsWith = async (from: string, to: string) => {
      writeFileSync(join(root, EXPERIMENT), source.replace(from, to));
      const { code, stdout, stderr } = await startDalmeum(root, "compare tiny --json").ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return compared.parse(JSON.parse(stdout)).warnings;
    };
    expect(await warningsWith("MAE alone is worse", "MAE alone is much worse")).toEqual([]);
    expect(await warningsWith("smallestDifference: 0.25", "smallestDifference: 0")).toEqual([
      expect.stringMatching(/^tiny:alpha=1: 2 of 2 runs were made under another hypothesis/),
    ]);
    writeFileSync(join(root, EXPERIMENT), source);
  });

  it.each([
    [
      "tiny tiny:alpha=0.25",
      /tiny:alpha=0\.25: no finished run .*run `npx dalmeum train tiny:alpha=0\.25`: 2 problems\n {2}seed 1/,
    ],
    ["tiny tiny:alpha=1 --on out-of-fold", /runs without folds have no out-of-fold predictions/],
    ["tiny:alpha=1 tinny", /found no experiment "tinny"/],
    ["tiny tiny:alpha=1 --on test", /Expected "test" to be one of/],
  ])("%s is refused", async (commandLine, message) => {
    const { code, stderr } = await dalmeum(root, `compare ${commandLine}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });

  it("tells what each seed told, of those that are trained, and whether those that are left are needed", async () => {
    const asked = "tiny tiny:alpha=1 --metric pearson --smallest-difference";
    const whole = await compare(`${asked} -2`);
    expect(whole.treatments[0]?.early).toEqual({
      looks: [
        { seeds: 1, verdict: "undecided" },
        { seeds: 2, verdict: "supported" },
      ],
      ...{ settledAt: 2, seedsLeft: 0, state: "settled" },
    });
    const { treatments, warnings } = await compare(`${asked} -2 --seeds 3`);
    expect(treatments[0]?.early).toMatchObject({ settledAt: 2, seedsLeft: 1, state: "settled" });
    expect(treatments[0]?.comparison.control.perSeed).toHaveLength(2);
    expect(warnings).toEqual(["tiny has runs of 2 of its 3 seeds.", "tiny:alpha=1 has runs of 2 of its 3 seeds."]);
    const { stdout } = await dalmeum(root, `compare ${asked} -2 --seeds 3`);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("Settled after 2: the 1 seed that is left need not be trained.");
  });

  it("refuses data that has changed since", async () => {
    appendFileSync(join(root, "datasets/tiny/train.csv"), "train-x,test,비가 온다.,비가 왔다.,4,1\n");
    expect((await dalmeum(root, "compare tiny tiny:alpha=1")).stderr).toMatch(/no finished run with today's/);
  });
});

it("compare asks for a control where a hypothesis names none", async () => {
  expect((await dalmeum(createWorkspace(), "compare tiny")).stderr).toMatch(
    /its hypothesis names no control; name one/,
  );
});

describe("diagnose", () => {
  it("shows gaps, calibration, slices and the worst pairs of a run", async () => {
    const root = createWorkspace({ [EXPERIMENT]: parameterisedSource });
    await dalmeum(root, "train tiny");
    const [run] = readdirSync(join(root, "experiments/tiny/runs"));
    const path = `experiments/tiny/runs/${String(run)}`;
    const { code, stdout, stderr } = await dalmeum(root, `diagnose ${path} --test-pearson 0.5 --worst 2 --output out`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const part of [
      "a pair: .",
      "mean of a bin: .",
      "train less dev",
      "dev less test",
      "slope",
      "sentences differ in",
      "Pairs to read",
    ]) {
      expect(stdout).toContain(part);
    }
    const found = z
      .object({
        gaps: z.array(z.unknown()),
        worst: z.array(z.object({ id: z.string() })),
        slicings: z.array(z.unknown()),
      })
      .parse(JSON.parse((await dalmeum(root, `diagnose ${path} --worst 2 --json`)).stdout));
    expect(found.worst).toHaveLength(2);
    expect(found.gaps).toHaveLength(1);
    expect(found.slicings).toHaveLength(5);
    expect((await dalmeum(root, `diagnose ${path} --language ko`)).stdout).toContain("가장 크게 틀린 쌍");
    expect((await dalmeum(root, `diagnose ${path} --on out-of-fold`)).stderr).toMatch(
      /the run held no pairs out; its experiment has no folds/,
    );
  });
});

it("curves draws the dev scores of runs, and says when a score was reached", async () => {
  const tracked = parameterisedSource
    .replace("{ adamw,", "{ adamw, trackDev,")
    .replace("epochs: 2", "hooks: [trackDev({ everySteps: 2 })],\n  epochs: 2");
  const root = createWorkspace({ [EXPERIMENT]: tracked });
  await dalmeum(root, "train tiny");
  const { code, stdout, stderr } = await dalmeum(root, "curves tiny --reach -1 --json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const steps = z.array(z.object({ reachedAt: z.number(), scores: z.array(z.object({ step: z.number() })) }));
  const [curve] = steps.parse(JSON.parse(stdout));
  expect(curve?.reachedAt).toBe(2);
  expect(curve?.scores.map(({ step }) => step).slice(0, 2)).toEqual([2, 4]);
  const told = await dalmeum(root, "curves tiny --reach 1");
  expect(told.stdout).toMatch(/tiny +seed 1 .* never\n/);
  expect((await dalmeum(root, "curves tiny --reach 1 --language ko")).stdout).toMatch(/tiny +시드 1 .* 이르지 못함\n/);
  expect((await dalmeum(root, "curves tiny --seeds 2")).stderr).toMatch(/no finished run/);
});
