import { join } from "node:path";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import type { NliLabel, NliPair } from "./nli-pair.ts";
import { nliTriplets } from "./nli-triplets.ts";
import { readKlueNliJson } from "./read-klue-nli-json.ts";
import { type FaultyRows, readKorNliTsv } from "./read-kor-nli-tsv.ts";

describe("readKorNliTsv", () => {
  const header = "sentence1\tsentence2\tgold_label";
  const read = (rows: readonly string[], faultyRows?: FaultyRows): ReturnType<typeof readKorNliTsv> =>
    readKorNliTsv(join(folderOf({ "x.tsv": `${[header, ...rows].join("\r\n")}\r\n` }), "x.tsv"), "xnli", faultyRows);

  it("takes quote characters as text, and names pairs by their lines", () => {
    expect(read(['그가 말했다, "나 왔어."\t그는 "왔다\tentailment', "비가 온다.\t맑다. \tcontradiction "])).toEqual({
      pairs: [
        {
          ...{ id: "xnli-000002", source: "xnli", label: "entailment" },
          ...{ premise: '그가 말했다, "나 왔어."', hypothesis: '그는 "왔다' },
        },
        { id: "xnli-000003", source: "xnli", premise: "비가 온다.", hypothesis: "맑다.", label: "contradiction" },
      ],
      notes: [],
    });
  });

  it("leaves out rows that annotators did not agree on, and says how many", () => {
    const { pairs, notes } = read(["가\t나\t-", "가\t다\tneutral", "라\t\t-"]);
    expect(pairs.map(({ id }) => id)).toEqual(["xnli-000003"]);
    expect(notes).toEqual(['2 rows left out of label "-", on which annotators did not agree']);
  });

  const faulty = ["가\t나", "가\t \tneutral", "가\t나\tyes", "가\t나\tneutral", "가\t나\tneutral\t다"];
  it("refuses rows that cannot be read, all together", () => {
    expect(() => read(faulty)).toThrow(
      /x\.tsv: 4 problems\n {2}line 2: found 2 fields, expected 3 .*\n {2}line 6: found 4 fields.*\n {2}line 3, column sentence2: found " ", expected a sentence\n {2}line 4, column gold_label: found "yes", expected entailment, neutral, contradiction$/,
    );
  });

  it("leaves them out where it is asked to, and says the first", () => {
    const { pairs, notes } = read(faulty, "drop");
    expect(pairs.map(({ id }) => id)).toEqual(["xnli-000005"]);
    expect(notes).toEqual([
      "4 rows left out that cannot be read, the first: line 2: found 2 fields, expected 3 (sentence1, sentence2, gold_label)",
    ]);
    expect(() => read(faulty.slice(0, 3), "drop")).toThrow(/3 problems/);
  });

  it.each<[string, string, RegExp]>([
    ["a header alone", `${header}\n`, /found no row with a label, expected at least one/],
    ["undecided rows alone", `${header}\n가\t나\t-\n`, /found no row with a label/],
    ["other columns", "sentence1\tsentence2\tlabel\n가\t나\tneutral\n", /x\.tsv:1: .*missing: "gold_label"/],
  ])("refuses %s", (_, content, message) => {
    expect(() => readKorNliTsv(join(folderOf({ "x.tsv": content }), "x.tsv"), "x", "drop")).toThrow(message);
  });
});

describe("readKlueNliJson", () => {
  const pair = {
    ...{ guid: "klue-nli-v1_train_00000", source: "NSMC", premise: "비가 온다.", hypothesis: "하늘이 맑다." },
    ...{ gold_label: "contradiction", author: "contradiction", label2: "neutral", label3: "contradiction" },
  };
  const read = (content: unknown): ReturnType<typeof readKlueNliJson> =>
    readKlueNliJson(join(folderOf({ "nli.json": JSON.stringify(content) }), "nli.json"));

  it("reads pairs by their gold label", () => {
    const { guid, source, premise, hypothesis } = pair;
    expect(read([pair])).toEqual({
      pairs: [{ id: guid, source, premise, hypothesis, label: "contradiction" }],
      notes: [],
    });
  });

  it.each([
    ["no list", { pairs: [] }, /at the begin: found an object, expected a JSON list of pairs/],
    ["an empty list", [], /expected at least one pair/],
    ["a label of its own", [{ ...pair, gold_label: "-" }], /at 0.gold_label: found "-", expected entailment, neutral/],
    ["an empty sentence", [pair, { ...pair, premise: " " }], /at 1.premise: found " ", expected a sentence/],
    ["a sentence that is missing", [{ guid: "x" }], /at 0.hypothesis: found nothing, expected a sentence/],
    ["a repeated guid", [pair, pair], /at 1.guid: found "klue-nli-v1_train_00000" again/],
  ])("refuses %s", (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});

describe("nliTriplets", () => {
  const pairsOf = (...rows: readonly (readonly [premise: string, hypothesis: string, label: NliLabel])[]): NliPair[] =>
    rows.map(([premise, hypothesis, label], index) => ({
      ...{ id: `p${index}`, source: "made", premise, hypothesis, label },
    }));

  it("joins each entailment with a contradiction of its premise, in their order", () => {
    const pairs = pairsOf(
      ["가", "가다", "contradiction"],
      ["가", "가나", "entailment"],
      ["나", "나다", "entailment"],
      ["가", "가라", "entailment"],
      ["가", "가마", "neutral"],
      ["가", "가바", "contradiction"],
      ["가", "가사", "entailment"],
    );
    const common = { source: "made", sentence1: "가", score: 5, binaryLabel: 1 };
    expect(nliTriplets(pairs)).toEqual([
      { ...common, id: "p1", sentence2: "가나", hardNegative: "가다" },
      { ...common, id: "p3", sentence2: "가라", hardNegative: "가바" },
    ]);
  });

  it("leaves out a sentence that is called both", () => {
    const pairs = pairsOf(["가", "나", "entailment"], ["가", "나 ", "contradiction"]);
    expect(nliTriplets(pairs)).toEqual([]);
  });
});
