import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

/** Pairs of which no two share a sentence. */
const distinct = (prefix: string, length: number): string =>
  [
    "id,source,sentence_1,sentence_2,label,binary-label",
    ...Array.from({ length }, (_, index) => {
      const score = (index * 7) % 6;
      return `${prefix}${index},test,${prefix} ${index}번 사과,${prefix} ${index}번 배,${score}.0,${score >= 3 ? 1 : 0}`;
    }),
    "",
  ].join("\n");

const TRAIN = "datasets/tiny/train.csv";
const folded = {
  [TRAIN]: distinct("train-", 12),
  "experiments/tiny/experiment.ts": experimentSource
    .replace("{ competitionCsv }", "{ competitionCsv, groupedFolds }")
    .replace("[1, 2]", "[1]")
    .replace('leakage: "keep"', "folds: groupedFolds({ count: 3 }),\n  keepWeights: false"),
};

it("trains a run a fold, each kept from the pairs that it predicts", async () => {
  const root = createWorkspace(folded);
  const one = await dalmeum(root, "train tiny --fold 2");
  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(one.stdout).toMatch(/out-of-fold Pearson /);
  const trained = await dalmeum(root, "train tiny");
  expect(trained.stdout).toMatch(/seed-1-fold-2-[0-9a-f]{8} is finished .* reused/);
  const runs = readdirSync(join(root, "experiments/tiny/runs"));
  expect(runs.map((run) => run.slice(0, -9))).toEqual(["seed-1-fold-1", "seed-1-fold-2", "seed-1-fold-3"]);
  const heldOut = runs.flatMap((run) => {
    const read = (file: string): readonly string[] =>
      readFileSync(join(root, "experiments/tiny/runs", run, file), "utf8")
        .trim()
        .split("\n")
        .slice(1);
    const ids = (file: string): readonly string[] => read(file).map((line) => line.split(",", 1).join());
    expect(ids("predictions-train.csv").filter((id) => ids("predictions-oof.csv").includes(id))).toEqual([]);
    return ids("predictions-oof.csv");
  });
  expect(heldOut.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => `train-${index}`).toSorted());
  expect((await dalmeum(root, "submit tiny")).stdout).toMatch(/3 runs: /);
  const exported = await dalmeum(root, `export experiments/tiny/runs/${String(runs[0])} --output out`);
  expect(exported.stderr).toMatch(/kept no weights; set keepWeights to true/);
});

it.each([
  ["train tiny --fold 4", folded, /found fold 4, expected 1 \.\. 3/],
  ["train tiny --fold 1", {}, /found fold 1, but the experiment has no folds/],
])("%s is refused", async (commandLine, files, message) => {
  expect((await dalmeum(createWorkspace(files), commandLine)).stderr).toMatch(message);
});

it("writes the folds for programs in other languages, without the pairs that a run is kept from", async () => {
  const leaking = `${distinct("train-", 12)}leak,test,dev 0번 사과,dev 0번 배,3.0,1\n`;
  const source = folded["experiments/tiny/experiment.ts"].replace("folds:", 'leakage: "drop",\n  folds:');
  const root = createWorkspace({
    [TRAIN]: leaking,
    "datasets/tiny/dev.csv": distinct("dev ", 4),
    "experiments/tiny/experiment.ts": source,
  });
  const { code, stdout, stderr } = await dalmeum(root, "data folds tiny --output folds.csv");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/1 of \d training pairs shares a sentence with dev: dropped/);
  expect(stdout).toMatch(/folds\.csv: 3 folds, 37 rows\n$/);
  const [header, ...rows] = readFileSync(join(root, "folds.csv"), "utf8").trim().split("\n");
  expect(header).toBe("fold,part,id");
  const ids = (start: string): readonly string[] =>
    rows.filter((row) => row.startsWith(start)).map((row) => row.split(",")[2] ?? "");
  const others = Array.from({ length: 12 }, (_, index) => `train-${index}`);
  const heldOut = ["1", "2", "3"].map((fold) => ids(`${fold},held-out,`));
  expect(heldOut.flat().toSorted()).toEqual(["leak", ...others].toSorted());
  for (const [index, held] of heldOut.entries()) {
    expect(ids(`${index + 1},train,`).toSorted()).toEqual(others.filter((id) => !held.includes(id)).toSorted());
  }
  expect((await dalmeum(root, "data folds tiny --output folds.csv")).code).not.toBe(0);
});

it("refuses to write folds of an experiment that has none", async () => {
  const { code, stderr } = await dalmeum(createWorkspace({}), "data folds tiny --output folds.csv");
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/tiny: has no folds; expected an experiment with `folds: groupedFolds/);
});

const withPolicy = (policy: string): Record<string, string> => ({
  "experiments/tiny/experiment.ts": experimentSource.replace("[1, 2]", "[1]").replace('leakage: "keep",', policy),
  [TRAIN]: `${distinct("train-", 8)}leak,test,비가 온다.,천둥이 친다.,1.0,0\n`,
});

it("refuses to train on pairs that share a sentence with dev or test, and names them", async () => {
  const root = createWorkspace(withPolicy(""));
  const { code, stderr } = await dalmeum(root, "train tiny");
  expect(code).toBe(1);
  expect(stderr).toMatch(/1 of 9 training pairs shares a sentence with dev or test/);
  expect(stderr).toMatch(/train "leak" shares a sentence with dev "dev-\d": 비가 온다\./);
  expect(readdirSync(join(root, "experiments/tiny"))).not.toContain("runs");
});

it.each([
  ["drop", /: dropped/, 8],
  ["keep", /: kept, so scores look better than they are/, 9],
])("leakage %s says what it does", async (policy, said, pairs) => {
  const files = withPolicy(`leakage: "${policy}",`);
  const source = String(files["experiments/tiny/experiment.ts"]).replace(/augmentation: .*\n/, "");
  const root = createWorkspace({ ...files, "experiments/tiny/experiment.ts": source });
  const { code, stdout, stderr } = await dalmeum(root, "train tiny --json");
  expect(code).toBe(0);
  expect(stderr).toMatch(said);
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ record: { result: { trainPairs: pairs } } }] });
});
