import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runState } from "@dalmeum/runs";
import { dalmeum } from "./dalmeum.ts";
import {
  baselineSource,
  blendSource,
  elsewhereSource,
  ensembleFiles,
  MEMBERS,
  predictionsCsv,
  TRAIN_ROWS,
} from "./ensemble-files.ts";
import { createWorkspace, experimentManifest } from "./workspace.ts";

const files = ensembleFiles;

async function trainMembers(root: string, members: readonly string[] = MEMBERS): Promise<void> {
  for (const member of members) {
    expect(await dalmeum(root, `train ${member}`)).toMatchObject({ code: 0, stderr: "" });
  }
}

function finishedRecord(root: string, experiment: string) {
  const runs = join(root, "experiments", experiment, "runs");
  const state = runState(join(runs, String(readdirSync(runs)[0])));
  if (state.kind !== "finished") throw new Error(state.kind);
  return state.record;
}

it("blends a baseline's folds, another's and predictions from elsewhere into one checked submission", async () => {
  const root = createWorkspace(files);
  await trainMembers(root);
  const trained = await dalmeum(root, "train blend");
  expect(trained).toMatchObject({ code: 0, stderr: "" });
  expect(trained.stdout).toMatch(/blend: a blend of 3\n=+\n\nPearson's r out of fold is/);
  expect(trained.stdout).toMatch(/member +weight +r +r without it +it adds/);
  expect((await dalmeum(root, "train blend --language ko")).stdout).toMatch(/구성원 +가중치 +r +없을 때 r +기여/);
  const { result, inputs } = finishedRecord(root, "blend");
  expect(result.blend?.members.map(({ experiment }) => experiment)).toEqual(MEMBERS);
  expect(result.heldOut?.pearson.estimate).toBeCloseTo(result.blend?.nested ?? NaN, 12);
  expect(result.blend?.modules).toMatchObject([{ modules: ["lexicalRidge"], members: ["weak", "strong"] }]);
  expect(result.blend?.postProcessing.map(({ name }) => name)).toEqual(["clip"]);
  expect(Object.keys(inputs.members ?? {})).toHaveLength(3 + 3 + 1);

  const submitted = await dalmeum(root, "submit blend");
  expect(submitted.stdout).toMatch(/experiments\/blend\/submission\/submission\.csv: 5 rows, .* accepted/);
  const compared = await dalmeum(root, "compare weak blend");
  expect(compared.stdout).toMatch(/out of fold/);
  expect((await dalmeum(root, "train blend")).stdout).toMatch(/reused/);
});

it("follows its members: other predictions make another blend, and the old one is submitted no more", async () => {
  const root = createWorkspace(files);
  await trainMembers(root);
  await dalmeum(root, "train blend");
  writeFileSync(
    join(root, "experiments/elsewhere/predictions/test.csv"),
    predictionsCsv("test-", 5).replace("test-3,3", "test-3,1"),
  );
  expect((await dalmeum(root, "submit blend")).stderr).toMatch(
    /elsewhere is not trained, run `npx dalmeum train elsewhere`/,
  );
  await trainMembers(root, ["elsewhere"]);
  expect((await dalmeum(root, "submit blend")).stderr).toMatch(/blend is not trained, run `npx dalmeum train blend`/);
  await dalmeum(root, "train blend");
  expect((await dalmeum(root, "submit blend")).code).toBe(0);
});

describe("refuses", () => {
  it("members that are not trained, have no folds, or other data", async () => {
    const root = createWorkspace({
      ...files,
      "experiments/strong/experiment.ts": baselineSource(1, ""),
      "experiments/elsewhere/experiment.ts": elsewhereSource
        .replace("competitionCsv({", "takePairs(competitionCsv({")
        .replace('"datasets/tiny" })', '"datasets/tiny" }), { test: 5 })')
        .replace("{ competitionCsv }", "{ competitionCsv, takePairs }"),
    });
    expect((await dalmeum(root, "train blend")).stderr).toMatch(
      /weak is not trained, run `npx dalmeum train weak` first/,
    );
    await trainMembers(root);
    expect((await dalmeum(root, "train blend")).stderr).toMatch(
      /members without out-of-fold predictions.*\n {2}strong/,
    );
  });

  it("members that package.json does not name, and itself", async () => {
    const root = createWorkspace({
      ...files,
      "experiments/blend/package.json": experimentManifest("blend", ["weak", "strong"]),
    });
    expect((await dalmeum(root, "train blend")).stderr).toMatch(
      /blends elsewhere; add "@test\/elsewhere": "workspace:\*"/,
    );
    const self = createWorkspace({
      "experiments/blend/experiment.ts": blendSource(["blend"]),
      "experiments/blend/package.json": experimentManifest("blend", ["blend"]),
    });
    expect((await dalmeum(self, "train blend")).stderr).toMatch(
      /blend blends blend: an ensemble cannot be its own member/,
    );
  });

  it.each([
    [
      "a row missing",
      (text: string) => text.replace(/^train-3,.*\n/m, ""),
      /oof\.csv: 1 problem\n {2}id "train-3" has no prediction/,
    ],
    ["a row too many", (text: string) => `${text}other,1\n`, /id "other" is not in the data/],
    ["a row twice", (text: string) => `${text}train-3,1\n`, /train-3/],
    ["no number", (text: string) => text.replace(/^train-3,.*$/m, "train-3,NaN"), /NaN/],
  ])("predictions from elsewhere with %s", async (_, change, message) => {
    const file = "experiments/elsewhere/predictions/oof.csv";
    const root = createWorkspace({ ...files, [file]: change(files[file] ?? "") });
    const { code, stderr } = await dalmeum(root, "train elsewhere");
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(readdirSync(join(root, "experiments/elsewhere"))).not.toContain("runs");
  });

  it("predictions that lie outside the experiment's folder", async () => {
    const source = elsewhereSource.replace("madeBy:", 'folder: "../weak", madeBy:');
    const root = createWorkspace({ ...files, "experiments/elsewhere/experiment.ts": source });
    expect((await dalmeum(root, "train elsewhere")).stderr).toMatch(
      /folder: found "\.\.\/weak", expected one inside the experiment's own/,
    );
  });

  it("shuffled rows do not: they are joined by id", async () => {
    const file = "experiments/elsewhere/predictions/oof.csv";
    const [head = "", ...rows] = predictionsCsv("train-", TRAIN_ROWS).trim().split("\n");
    const roots = [files, { ...files, [file]: [head, ...rows.toReversed(), ""].join("\n") }].map((each) =>
      createWorkspace(each),
    );
    const weights: unknown[] = [];
    for (const root of roots) {
      await trainMembers(root);
      await dalmeum(root, "train blend");
      weights.push(finishedRecord(root, "blend").result.blend);
    }
    expect(weights[1]).toEqual(weights[0]);
  });

  it("a member's run that was edited", async () => {
    const root = createWorkspace(files);
    await trainMembers(root);
    const runs = join(root, "experiments/weak/runs");
    const file = join(runs, String(readdirSync(runs)[0]), "predictions-oof.csv");
    writeFileSync(file, readFileSync(file, "utf8").replace(/,\d/, ",9"));
    expect((await dalmeum(root, "train blend")).stderr).toMatch(
      /predictions-oof\.csv is not the file that the run wrote/,
    );
    rmSync(file);
    expect((await dalmeum(root, "train blend")).stderr).toMatch(/predictions-oof\.csv is missing/);
  });

  it("what only a trained model can do", async () => {
    const root = createWorkspace(files);
    await trainMembers(root, ["weak"]);
    const run = `experiments/weak/runs/${String(readdirSync(join(root, "experiments/weak/runs"))[0])}`;
    for (const line of [
      `export ${run} --output out`,
      `predict ${run} --input datasets/tiny/test.csv --output p.csv`,
      "fetch weak",
    ]) {
      expect((await dalmeum(root, line)).stderr).toMatch(/weak is a baseline, expected a model that is trained/);
    }
    expect((await dalmeum(root, "train blend --seed 2")).stderr).toMatch(/an ensemble has one run, seed 1/);
  });
});
