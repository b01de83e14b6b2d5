import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import {
  competitionCsv,
  describeDataset,
  findLeakage,
  groupedFolds,
  readAsWritten,
  readKorstsTsv,
  totalOf,
} from "../src/index.ts";

const dataset = await competitionCsv({ folder: "datasets/korsts" }).load(workspaceRoot);

it("reads the bundled KorSTS", () => {
  expect([dataset.train.length, dataset.dev.length, dataset.test.length]).toEqual([5749, 1500, 1379]);
  expect(dataset.warnings).toEqual(["datasets/korsts: binary-label is 1 from label 3 on (7249 rows, inferred)"]);
});

it.each(["train", "dev"] as const)("reads the same %s pairs from the published file", (split) => {
  const path = join(workspaceRoot, `datasets/korsts/original/sts-${split}.tsv`);
  // The competition's columns hold scores to three decimals; fifteen published ones have more.
  const published = readKorstsTsv(path, `korsts-${split}`).map((pair) => ({
    ...pair,
    score: Number(pair.score.toFixed(3)),
  }));
  expect(published).toEqual(dataset[split]);
});

it("holds KorSTS out in folds that share nothing; in ten, one group of 325 pairs is too large", () => {
  const { folds, warnings } = groupedFolds({ count: 5 }).split(dataset.train);
  expect(folds.map(({ heldOut }) => heldOut.length)).toEqual([1150, 1150, 1150, 1150, 1149]);
  expect(warnings).toEqual([]);
  for (const { name, train, heldOut } of folds) expect(findLeakage(train, { [name]: heldOut })).toEqual([]);
  expect(groupedFolds({ count: 10 }).split(dataset.train).warnings).toEqual([
    "fold 1 of 10: mean score 2.59 in place of 2.70",
    'fold 1 of 10 has the largest group of pairs that share sentences: 325, among them "korsts-train-00001"; it cannot be parted',
  ]);
});

// Counted from the files by a Python script of its own as well.
it("finds what KorSTS repeats and shares: 12 % of its test rows have a sentence of train", async () => {
  const report = describeDataset(await readAsWritten(join(workspaceRoot, "datasets/korsts")));
  expect(report.sharing.map(({ rows, both }) => [rows, both])).toEqual([
    [169, 28],
    [166, 21],
    [125, 18],
  ]);
  const found = [...report.repetitions, ...report.likeness, ...report.oddities].filter((each) => totalOf(each) > 0);
  expect(Object.fromEntries(found.map(({ kind, rows }) => [kind, [rows.train, rows.dev, rows.test]]))).toEqual({
    "repeated-pair": [72, 5, 3],
    "pair-in-two-files": [0, 3, 10],
    "swapped-pair": [29, 4, 8],
    "contradictory-scores": [30, 5, 0],
    "punctuation-only": [6, 0, 3],
    "equal-below-five": [8, 2, 0],
    "no-letters": [1, 0, 0],
    "lone-jamo": [0, 1, 0],
    short: [8, 0, 0],
  });
  expect(
    report.lengths.filter(({ unit }) => unit === "characters").map(({ median, maximum }) => [median, maximum]),
  ).toEqual([
    [25, 150],
    [29, 114],
    [24, 100],
  ]);
});
