import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { replayStudy } from "./replay-study.ts";
import { makeStudyWorkspace, STUDY } from "./study-workspace.ts";

const readme = readFileSync(join(workspaceRoot, STUDY, "README.md"), "utf8");

/** Cells of the README's rows that begin so, their bold marks left out. */
const rows = (start: RegExp): readonly (readonly string[])[] =>
  readme
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.replaceAll("**", "").split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => start.test(cells.join(" | ")));

const GRID = "--set alpha=0,0.25,...,1 --set batchSize=16,64";

const four = (value: number): string => value.toFixed(4);
const signed = (value: number): string => `${value < 0 ? "" : "+"}${four(value)}`;

const sweptSchema = z.object({
  failed: z.array(z.unknown()),
  results: z.array(
    z.object({
      settings: z.record(z.string(), z.unknown()),
      interval: z.object({ estimate: z.number(), low: z.number(), high: z.number(), perSeed: z.array(z.number()) }),
      trainGap: z.number(),
    }),
  ),
});
const racedSchema = z.object({
  warnings: z.array(z.string()),
  runs: z.object({ asked: z.number(), whole: z.number() }),
  families: z.array(z.object({ standings: z.array(z.object({ verdict: z.string() })) })),
});
const comparedSchema = z.object({
  warnings: z.array(z.string()),
  treatments: z.array(
    z.object({
      comparison: z.object({ difference: z.object({ estimate: z.number(), low: z.number(), high: z.number() }) }),
      corrected: z.object({ verdict: z.string() }),
    }),
  ),
});
const curvesSchema = z.array(z.object({ experiment: z.string(), reachedAt: z.number() }));

describe("the archive of runs of the study on KorSTS", { tags: ["slow"] }, () => {
  let root = "";
  beforeAll(() => {
    root = makeStudyWorkspace(workspaceRoot);
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  async function json<T>(schema: z.ZodType<T>, commandLine: string): Promise<T> {
    const { code, stdout, stderr } = await dalmeum(root, `${commandLine} --json`);
    expect(code, stderr).toBe(0);
    return schema.parse(JSON.parse(stdout));
  }

  /** Each treatment's difference and verdict, as the README has them. */
  async function verdicts(commandLine: string): Promise<readonly (readonly [string, string])[]> {
    const { treatments, warnings } = await json(comparedSchema, `compare ${commandLine}`);
    expect(warnings).toEqual([expect.stringMatching(/^(\d+) of \1 runs are named after the source of whole packages/)]);
    return treatments.map(({ comparison: { difference }, corrected }) => {
      const { estimate, low, high } = difference;
      return [`${signed(estimate)} [${signed(low)}, ${signed(high)}]`, corrected.verdict];
    });
  }

  it("gives the table of (a)", async () => {
    const { results, failed } = await json(sweptSchema, `sweep loss-mixture ${GRID} --report-only`);
    expect(failed).toEqual([]);
    const expected = rows(/^[\d.]+ \| \d+ \| \d\.\d{4} \(/);
    expect(expected).toHaveLength(10);
    expect(
      results.map(({ settings, interval: { estimate, low, high, perSeed }, trainGap }) => [
        ...[String(settings.alpha), String(settings.batchSize)],
        ...[`${four(estimate)} (${four(low)} .. ${four(high)})`, four(trainGap), perSeed.map(four).join(", ")],
      ]),
    ).toEqual(expected);
  });

  it.each(["16", "64"])("gives the verdicts of (a) at batch %s, alone and in the ensemble", async (batch) => {
    const of = (alpha: string): string => `loss-mixture:alpha=${alpha},batchSize=${batch}`;
    const partner = "loss-mixture:encoder=cross+";
    const expected = rows(new RegExp(`^[\\d.]+ \\| ${batch} \\| [+-]`));
    expect(expected).toHaveLength(4);
    const arms = ["1", ...expected.map(([alpha = ""]) => alpha)].map(of);
    const alone = await verdicts(`${arms.join(" ")} --smallest-difference 0.002`);
    expect(alone).toEqual(expected.map((cells) => cells.slice(2, 4)));
    const ensembles = arms.map((arm) => `${partner}${arm}`).join(" ");
    const together = await verdicts(`${ensembles} --smallest-difference 0.002`);
    expect(together).toEqual(expected.map((cells) => cells.slice(4, 6)));
  });

  it("refutes the binary label, and gives the updates to 0.75", async () => {
    expect(await verdicts("binary-head")).toEqual([["-0.0080 [-0.0121, -0.0040]", "refuted"]]);
    const curves = await json(curvesSchema, "curves binary-head binary-head:binaryWeight=0 --reach 0.75");
    const reached = (experiment: string): string =>
      curves
        .filter((curve) => curve.experiment === experiment)
        .map(({ reachedAt }) => reachedAt)
        .join(", ");
    const [without, withLabel] = rows(/^0(\.3)? \| 0\.8/).map((cells) => cells[3]);
    expect([reached("binary-head:binaryWeight=0"), reached("binary-head")]).toEqual([without, withLabel]);
  });

  it("gives the verdicts of (a) by a race, of fewer than half of the runs", async () => {
    const { runs, families, warnings } = await json(racedSchema, `sweep loss-mixture ${GRID} --race --report-only`);
    expect(runs).toEqual({ asked: 28, whole: 60 });
    expect(warnings).toEqual([expect.stringMatching(/^28 of 28 runs are named after the source of whole packages/)]);
    const found = families.flatMap(({ standings }) => standings.map(({ verdict }) => verdict));
    expect(found).toEqual(rows(/^[\d.]+ \| \d+ \| [+-]/).map((cells) => cells[3]));
  });

  it("would have given them of at most half of the runs in each of 100 orders of the seeds", async () => {
    const raced = await replayStudy(root, 100);
    const wanted = raced.filter(
      ({ asked, whole, verdicts: found }) => asked <= whole / 2 && found.every((verdict) => verdict === "undecided"),
    );
    expect(wanted).toHaveLength(100);
  });

  it.each(["bi", "cross"])("gives the verdicts of (c) for the %s-encoder", async (encoder) => {
    const e = `added-pairs:encoder=${encoder}`;
    const expected = rows(new RegExp(`^${encoder} \\| (swapped|identical).* \\| [+-]`));
    expect(expected).toHaveLength(2);
    const found = await verdicts(`${e} ${e},added=swap ${e},added=copy --smallest-difference 0.002`);
    expect(found).toEqual(expected.map((cells) => cells.slice(4, 6)));
  });

  it("says of runs that are not there which engine they were to be of", async () => {
    const { stderr } = await dalmeum(root, "compare binary-head --engine onnxruntime --precision float32");
    expect(stderr).toMatch(/no finished run with today's options, data and checkpoint on onnxruntime in float32/);
  });
});
