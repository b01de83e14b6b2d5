import { join } from "node:path";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { readKlueStsJson } from "./read-klue-sts-json.ts";
import { readKorstsTsv } from "./read-korsts-tsv.ts";

describe("readKorstsTsv", () => {
  const header = "genre\tfilename\tyear\tid\tscore\tsentence1\tsentence2";
  const read = (row: string): ReturnType<typeof readKorstsTsv> =>
    readKorstsTsv(join(folderOf({ "sts.tsv": `${header}\n${row}\n` }), "sts.tsv"), "korsts");

  it("takes quote characters as text", () => {
    expect(read('news\tMSRpar\t2012\t0001\t3.200\t그는 "네"라고 했다\t"아니')).toEqual([
      {
        id: "korsts-00000",
        source: "news/MSRpar",
        sentence1: '그는 "네"라고 했다',
        sentence2: '"아니',
        score: 3.2,
        binaryLabel: 1,
      },
    ]);
  });

  it("refuses a header alone", () => {
    expect(() => readKorstsTsv(join(folderOf({ "sts.tsv": `${header}\n` }), "sts.tsv"), "korsts")).toThrow(/no rows/);
  });

  it("refuses a score over 5", () => {
    expect(() => read("n\tf\t1\t1\t7\ta\tb")).toThrow(/line 2, column score: found "7"/);
  });
});

describe("readKlueStsJson", () => {
  const pair = {
    guid: "klue-sts-v1_train_00000",
    source: "airbnb-rtt",
    sentence1: "숙소 위치는 찾기 쉽고 일반적인 한국의 반지하 숙소입니다.",
    sentence2: "숙박시설의 위치는 쉽게 찾을 수 있고 한국의 대표적인 반지하 숙박시설입니다.",
    labels: { label: 3.7, "real-label": 3.714285714285714, "binary-label": 1 },
  };
  const read = (content: unknown): ReturnType<typeof readKlueStsJson> =>
    readKlueStsJson(join(folderOf({ "sts.json": JSON.stringify(content) }), "sts.json"));

  it("reads pairs", () => {
    const { guid, labels, ...rest } = pair;
    expect(read([pair])).toEqual([{ id: guid, ...rest, score: labels.label, binaryLabel: 1 }]);
  });

  it("keeps a guid that is a number as it is written", () => {
    const content = JSON.stringify([pair]).replace(`"${pair.guid}"`, "1234567890123456789");
    const path = join(folderOf({ "sts.json": content }), "sts.json");
    expect(readKlueStsJson(path).map(({ id }) => id)).toEqual(["1234567890123456789"]);
  });

  it.each([
    ["no list", { pairs: [] }, /at the begin: found an object, expected a JSON list of pairs/],
    [
      "a label over 5",
      [{ ...pair, labels: { ...pair.labels, label: 6 } }],
      /at 0.labels.label: found 6, expected a number from 0 to 5/,
    ],
    ["an empty sentence", [{ ...pair, sentence2: " " }], /at 0.sentence2: found " ", expected a sentence/],
    ["a pair that is none", ["x"], /at 0: found "x", expected a pair/],
    ["a repeated guid", [pair, pair], /at 1.guid: found "klue-sts-v1_train_00000" again/],
  ])("refuses %s", (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it("refuses text that is not JSON", () => {
    expect(() => readKlueStsJson(join(folderOf({ "sts.json": "[{" }), "sts.json"))).toThrow(/expected a JSON list/);
  });
});
