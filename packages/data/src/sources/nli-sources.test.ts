import { folderOf } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { competitionCsv } from "./competition-csv.ts";
import { klueNliJson, korNliTsv } from "./nli-files.ts";
import { nliPairs, nliTriplets } from "./nli-sources.ts";

const klue = (guid: string, hypothesis: string, label: string) => ({
  ...{ guid, source: "NSMC", premise: "눈이 온다.", hypothesis, gold_label: label },
});
const files = {
  "kornli/x.tsv":
    "sentence1\tsentence2\tgold_label\n비가 온다.\t날씨가 궂다.\tentailment\n비가 온다.\t맑다.\tcontradiction\n비가 온다.\t춥다.\tneutral\n비\t비\t-\n",
  "klue/n.json": JSON.stringify([klue("k0", "춥다.", "entailment"), klue("k1", "여름이다.", "contradiction")]),
  "sts/train.csv": "id,source,sentence_1,sentence_2,label,binary-label\nt0,a,가,나,1.0,0\n",
  "sts/dev.csv": "id,source,sentence_1,sentence_2,label,binary-label\nd0,a,가,나,1.0,0\nd1,a,다,라,4.0,1\n",
  "sts/test.csv": "id,source,sentence_1,sentence_2\ne0,a,가,나\n",
};
const options = {
  train: [korNliTsv({ file: "kornli/x.tsv" }), klueNliJson({ file: "klue/n.json" })],
  judgedOn: competitionCsv({ folder: "sts" }),
};

it("nliPairs gives scores by label, and dev and test of another source", async () => {
  const source = nliPairs({ ...options, scores: { entailment: 4, neutral: 2, contradiction: 1 } });
  const { train, dev, test, warnings } = await source.load(folderOf(files));
  expect(train.map(({ id, score, binaryLabel }) => [id, score, binaryLabel])).toEqual([
    ["x-000002", 4, 1],
    ["x-000003", 1, 0],
    ["x-000004", 2, 0],
    ["k0", 4, 1],
    ["k1", 1, 0],
  ]);
  expect(train[0]).not.toHaveProperty("hardNegative");
  expect([dev.length, test.length]).toEqual([2, 1]);
  expect(warnings.slice(-1)).toEqual(['kornli/x.tsv: 1 row left out of label "-", on which annotators did not agree']);
  expect(source.files).toEqual(["kornli/x.tsv", "klue/n.json", "sts/train.csv", "sts/dev.csv", "sts/test.csv"]);
  expect(source.options).toEqual({
    scores: { entailment: 4, neutral: 2, contradiction: 1 },
    train: [
      { name: "korNliTsv", options: { file: "kornli/x.tsv", faultyRows: "refuse" } },
      { name: "klueNliJson", options: { file: "klue/n.json" } },
    ],
    judgedOn: { name: "competitionCsv", options: { folder: "sts" } },
  });
  const { train: byDefault } = await nliPairs(options).load(folderOf(files));
  expect(byDefault.map(({ score }) => score)).toEqual([5, 0, 2.5, 5, 0]);
});

it("nliTriplets gives hard negatives over all files", async () => {
  const { train, warnings } = await nliTriplets(options).load(folderOf(files));
  expect(train.map(({ id, sentence2, hardNegative }) => [id, sentence2, hardNegative])).toEqual([
    ["x-000002", "날씨가 궂다.", "맑다."],
    ["k0", "춥다.", "여름이다."],
  ]);
  expect(warnings.at(-1)).toBe("nliTriplets: 2 triplets of 5 pairs");
});

it("refuses what cannot work", async () => {
  expect(() => nliTriplets({ ...options, train: [] })).toThrow("found no file in train, expected at least one");
  const [file] = options.train;
  if (file === undefined) throw new Error("found no file");
  expect(() => nliPairs({ ...options, train: [file, file] })).toThrow("found kornli/x.tsv again in train");
  expect(() => nliPairs({ ...options, scores: { entailment: 6, neutral: NaN, contradiction: 0 } })).toThrow(
    "nliPairs: 2 problems\n  found the score 6 for entailment, expected one from 0 to 5\n  found the score NaN for neutral",
  );
  const lonely = { ...files, "kornli/x.tsv": files["kornli/x.tsv"].replaceAll("contradiction", "neutral") };
  await expect(nliTriplets({ ...options, train: [file] }).load(folderOf(lonely))).rejects.toThrow(
    "found no premise with an entailment and a contradiction, expected at least one",
  );
  const twice = { ...files, "klue/n.json": files["klue/n.json"].replace("k0", "d1") };
  await expect(nliPairs(options).load(folderOf(twice))).rejects.toThrow(
    'nliPairs: an id may stand once in all files: 1 problem\n  found "d1" again',
  );
  await expect(nliPairs(options).load(folderOf({ ...files, "kornli/x.tsv": "a\n" }))).rejects.toThrow("kornli/x.tsv:1");
});
