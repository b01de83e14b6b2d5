import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordScores } from "@dalmeum/submissions";
import { describe, expect, it } from "vitest";
import { type BoardReading, createBoardReader, experimentPiece } from "../src/index.ts";
import { handIn, lay, trainAll, writeTeamWorkspace } from "./team-workspace.ts";

const indexOf = (reading: BoardReading) => reading.index({ live: false });
const summaryOf = (reading: BoardReading, reference: string) => {
  const found = indexOf(reading).experiments.find((each) => each.reference === reference);
  if (found === undefined) throw new Error(`found no ${reference}`);
  return found;
};

describe("a team's first days", () => {
  it("orders experiments, and ties what the test cannot tell from the best", async () => {
    const root = writeTeamWorkspace();
    for (const name of ["plain", "better", "alike", "dev"]) await trainAll(root, name);
    const index = indexOf(await createBoardReader(root).read());
    expect(index.standings.map(({ ground, pairs, rows }) => [ground, pairs, rows.length])).toEqual([
      ["dev", 40, 4],
      ["out-of-fold", 60, 3],
    ]);
    const [, outOfFold] = index.standings;
    const rows = outOfFold?.rows ?? [];
    expect(rows.map(({ experiment, place }) => [experiment, place])).toEqual([
      [expect.stringMatching("alike|better"), "best"],
      [expect.stringMatching("alike|better"), "tied"],
      ["plain", "behind"],
    ]);
    expect(rows[0]?.beside).toBeNull();
    expect(rows[1]?.beside).toMatchObject({ overSeeds: true, pairsToSettle: null });
    expect(rows[1]?.beside?.seedsToSettle ?? rows[1]?.beside?.pairsToSettle).toBeGreaterThan(3);
    expect(rows[2]?.beside?.pValue).toBeLessThan(0.025);
    expect(rows[2]?.beside?.difference.high).toBeLessThan(0);
    expect(rows.map(({ score }) => score.estimate)).toEqual(
      rows.map(({ score }) => score.estimate).toSorted((a, b) => b - a),
    );
    for (const { score, perSeed } of rows) {
      expect(perSeed).toHaveLength(3);
      expect(score.estimate).toBeCloseTo(perSeed.reduce((sum, r) => sum + r, 0) / 3, 12);
    }
    const last = index.standings[0]?.rows.at(-1);
    expect(last).toMatchObject({ experiment: "dev", place: "behind", beside: { overSeeds: false } });
  });

  it("tells of each experiment what is there of it, and names its piece", async () => {
    const root = writeTeamWorkspace();
    await trainAll(root, "better", [
      { seed: 1, fold: 1 },
      { seed: 1, fold: 2 },
      { seed: 2, fold: 1 },
    ]);
    const reading = await createBoardReader(root).read();
    const index = indexOf(reading);
    expect(JSON.parse(JSON.stringify(index))).toEqual(index);
    expect(summaryOf(reading, "better")).toMatchObject({
      ...{
        id: "better",
        kind: "baseline",
        claim: "덜 틀린다 <b>",
        owners: ["@mina"],
        modules: ["guess"],
        encoder: null,
      },
      runs: { expected: 6, used: 3, otherCode: 0, past: 0, running: 0, damaged: 0 },
    });
    const { scores } = summaryOf(reading, "better");
    expect(scores.devGap?.estimate).toBeCloseTo((scores.outOfFold?.estimate ?? 0) - (scores.dev?.estimate ?? 0), 12);
    // The second seed lacks a fold: its score would be of half of the pairs.
    expect(index.standings.every(({ rows }) => rows[0]?.perSeed.length === 1)).toBe(true);
    expect(summaryOf(reading, "untried")).toMatchObject({
      data: null,
      scores: { dev: null },
      runs: { expected: 6, used: 0 },
    });
    expect(index.pieces).toContain(experimentPiece("better"));
    for (const piece of index.pieces) expect(piece).toMatch(/^[a-z0-9-]+$/);
    expect(await reading.experiment("nobody")).toBeUndefined();
  });

  it("tests a hypothesis, and says whose runs are missing", async () => {
    const root = writeTeamWorkspace();
    for (const name of ["plain", "better", "alike"]) await trainAll(root, name);
    const reading = await createBoardReader(root).read();
    const better = await reading.experiment("better");
    expect(better?.hypothesis).toMatchObject({
      ...{ control: "plain", treatment: "better", metric: "pearson", smallestDifference: 0.01, missing: [] },
      tested: {
        verdict: "supported",
        ground: "out-of-fold",
        pairs: 60,
        seeds: { control: 3, treatment: 3 },
        overSeeds: true,
      },
    });
    expect((await reading.experiment("alike"))?.hypothesis).toMatchObject({ tested: null, missing: ["untried"] });
    expect((await reading.experiment("plain"))?.hypothesis).toBeNull();
  });

  it("diagnoses the mean of the seeds, and lists runs with what made them", async () => {
    const root = writeTeamWorkspace();
    await trainAll(root, "plain");
    const page = await (await createBoardReader(root).read()).experiment("plain");
    expect(page?.diagnosis).toMatchObject({ ground: "out-of-fold", pairs: 60, seeds: 3 });
    expect(page?.diagnosis?.slicings.map(({ by }) => by)).toEqual([
      "source",
      "score",
      "length",
      "overlap",
      "difference",
    ]);
    expect(page?.diagnosis?.slicings[0]?.slices.map(({ name, pairs }) => [name, pairs])).toEqual([
      ["forum", 30],
      ["news", 30],
    ]);
    expect(page?.diagnosis?.worst).toHaveLength(20);
    expect(page?.options).toMatchObject({ learner: { name: "guess", options: { noise: 1 } } });
    expect(page?.runs.map(({ run, state, used, current, engine }) => [run, state, used, current, engine])).toEqual(
      [1, 2, 3].flatMap((seed) => [1, 2].map((fold) => [{ seed, fold }, "finished", true, true, null])),
    );
    expect(page?.curves).toEqual([]);
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
  });
});

describe("blends and people", () => {
  it("shows what a blend is made of, and what would add to it", async () => {
    const root = writeTeamWorkspace();
    for (const name of ["plain", "better", "alike", "blend"]) await trainAll(root, name);
    const reading = await createBoardReader(root).read();
    const [blend] = reading.blend.blends;
    expect(blend).toMatchObject({ experiment: "blend", ensembler: "nonNegativeLeastSquares", pairs: 60 });
    expect(blend?.members.map(({ experiment }) => experiment)).toEqual(["plain", "better"]);
    const [[own, other] = [], [again] = []] = blend?.errorCorrelations ?? [];
    expect(own).toBe(1);
    expect(other).toBe(again);
    expect(Math.abs(other ?? 1)).toBeLessThan(1);
    expect(blend?.candidates.map(({ experiment, kind }) => [experiment, kind])).toEqual([["alike", "baseline"]]);
    expect(blend?.candidates[0]?.adds.high).toBeGreaterThan(0);
    expect(blend?.candidates[0]?.likeness).toBeLessThan(0.999);
    expect(blend?.absent).toEqual(["bi-encoder", "cross-encoder", "predictions"]);
    expect((await reading.experiment("plain"))?.blends).toEqual(["blend"]);
    expect(summaryOf(reading, "blend").modules).toEqual(["guess", "nonNegativeLeastSquares"]);
  });

  it("says whose a module is, and which are free to take", async () => {
    const root = writeTeamWorkspace();
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root });
    git("init", "--quiet");
    git(
      "-c",
      "user.name=지수 <b>",
      "-c",
      "user.email=jisu@example.org",
      "commit",
      "--quiet",
      "--allow-empty",
      "-m",
      "empty",
    );
    git("add", "packages");
    git("-c", "user.name=지수 <b>", "-c", "user.email=jisu@example.org", "commit", "--quiet", "-m", "modules");
    const { people } = await createBoardReader(root).read();
    const moduleNamed = (name: string) => people.modules.find((module) => module.name === name);
    expect(moduleNamed("logLoss")).toMatchObject({
      kind: "objective",
      owners: ["@jun"],
      authors: ["지수 b"],
      experiments: [],
    });
    // A placeholder is nobody.
    expect(moduleNamed("biEncoder")).toMatchObject({
      kind: "model",
      owners: [],
      file: "packages/models/src/bi-encoder.ts",
    });
    expect(moduleNamed("helper")).toBeUndefined();
    expect(moduleNamed("guess")).toMatchObject({ file: null, owners: [] });
    expect(people.people).toEqual([
      { name: "@jun", owns: ["/packages/losses/"], modules: ["logLoss"], experiments: [] },
      { name: "@mina", owns: ["/experiments/better/"], modules: [], experiments: ["better"] },
    ]);
    expect(people.authors).toMatchObject([{ name: "지수 b", commits: 1 }]);
    expect(JSON.stringify(people)).not.toContain("@example.org");
  });
});

it("shows the ledger: scores, their gaps, near copies, and what the day takes", async () => {
  const root = writeTeamWorkspace({ "submissions/budget.json": JSON.stringify({ perDay: 2, timeZone: "Asia/Seoul" }) });
  for (const name of ["plain", "better", "blend"]) await trainAll(root, name);
  const first = await handIn(root, "plain", new Date("2026-01-01T00:00:00Z"));
  const second = await handIn(root, "better", new Date());
  recordScores(root, first, { public: 0.5 });
  recordScores(root, second, { public: 0.9, private: 0.4 });
  const reading = await createBoardReader(root).read();
  const { submissions } = reading;
  expect(submissions.budget).toMatchObject({ perDay: 2, spent: 1, left: 1, timeZone: "Asia/Seoul" });
  expect(submissions.best).toBe(second);
  expect(submissions.entries.map(({ name, experiment, why }) => [name, experiment, why])).toEqual([
    [first, "plain", "why plain?"],
    [second, "better", "why better?"],
  ]);
  const [entry, later] = submissions.entries;
  expect(entry?.publicGap?.estimate).toBeCloseTo((entry?.dev?.estimate ?? 0) - 0.5, 12);
  expect([entry?.day, entry?.nearest, entry?.privateGap]).toEqual(["2026-01-01", null, null]);
  expect(later).toMatchObject({ nearest: { name: first, isCopy: false }, privateGap: { estimate: 0.5 } });
  expect(summaryOf(reading, "better").scores).toMatchObject({
    public: 0.9,
    private: 0.4,
    privateGap: { estimate: 0.5 },
  });
  expect(indexOf(reading).submissions).toMatchObject({ count: 2, left: 1, best: { name: second, public: 0.9 } });
  expect(submissions.waiting).toEqual([]);
  rmSync(join(root, "submissions", second), { recursive: true });
  const { submissions: after } = await createBoardReader(root).read();
  expect(after.waiting).toMatchObject([{ experiment: "better", nearest: { name: first } }]);
});

describe("what is damaged", () => {
  it("is told, and the rest is shown", async () => {
    const root = writeTeamWorkspace({ "experiments/broken/experiment.ts": "export default 1;\n" });
    for (const name of ["plain", "dev"]) await trainAll(root, name);
    const runs = join(root, "experiments/plain/runs");
    const [first = "", second = ""] = readdirSync(runs);
    lay(root, `experiments/plain/runs/${first}/run.json`, "{}");
    lay(root, `experiments/plain/runs/${second}/predictions-dev.csv`, "id,prediction\n");
    lay(root, "submissions/odd/added.json", "{}");
    const reading = await createBoardReader(root).read();
    const { problems, standings } = indexOf(reading);
    expect(problems.map(({ kind, subject }) => [kind, subject])).toEqual(
      expect.arrayContaining([
        ["run", `experiments/plain/runs/${first}`],
        ["experiment", "broken"],
        ["ledger", "submissions"],
      ]),
    );
    expect(summaryOf(reading, "plain").runs).toMatchObject({ damaged: 1, used: 5 });
    expect(standings.find(({ ground }) => ground === "dev")?.rows.map(({ experiment }) => experiment)).toContain("dev");
    expect(reading.data.data[0]?.report.rows).toEqual({ train: 60, dev: 40, test: 30 });
  });

  it("is read again once it is whole, with what was read before", async () => {
    const root = writeTeamWorkspace();
    await trainAll(root, "dev");
    const reader = createBoardReader(root);
    const before = indexOf(await reader.read());
    await trainAll(root, "plain");
    const after = indexOf(await reader.read());
    expect(before.runs.used).toBe(1);
    expect(after.runs.used).toBe(7);
    writeFileSync(join(root, "datasets/tiny/dev.csv"), "id\n");
    expect(indexOf(await reader.read()).problems.map(({ kind }) => kind)).toContain("data");
  });
});

it("shows a workspace without any run", async () => {
  const reading = await createBoardReader(writeTeamWorkspace()).read();
  const index = indexOf(reading);
  expect(index).toMatchObject({ standings: [], problems: [], commit: null, runs: { used: 0 } });
  expect(index.data).toMatchObject([{ name: "datasets/tiny", pairs: { train: 60, dev: 40, test: 30 }, grounds: [] }]);
  expect(reading.live().runs).toEqual([]);
});
