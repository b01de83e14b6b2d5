import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { readPairs, readScoredPairs, readTestPairs } from "./read-competition-csv.ts";

const HEADER = "id,source,sentence_1,sentence_2,label,binary-label";
const read = (content: string | Uint8Array): ReturnType<typeof readScoredPairs> =>
  readScoredPairs(join(folderOf({ "train.csv": content }), "train.csv"));
const withRow = (row: string): string => `${HEADER}\na,s,하나,둘,1.0,0\n${row}\n`;

describe("readScoredPairs", () => {
  it("reads rows with quotes, commas and line breaks inside fields", () => {
    const rows = read(`${HEADER}\na,news,"그는 ""네""라고, 했다",둘,4.5,1\nb,news,"두\n줄",넷,0,0\n`);
    expect(rows.map(({ value }) => value)).toEqual([
      { id: "a", source: "news", sentence1: '그는 "네"라고, 했다', sentence2: "둘", score: 4.5, binaryLabel: 1 },
      { id: "b", source: "news", sentence1: "두\n줄", sentence2: "넷", score: 0, binaryLabel: 0 },
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it("accepts a BOM, CRLF, blank lines, another order of columns and further ones", () => {
    const rows = read("\ufefflabel,id,note,source,sentence_2,sentence_1,binary-label\r\n3,a,x,s,둘,하나,1.0\r\n\r\n");
    expect(rows.map(({ value }) => value)).toEqual([
      { id: "a", source: "s", sentence1: "하나", sentence2: "둘", score: 3, binaryLabel: 1 },
    ]);
  });

  it("normalises sentences: NFC, no zero-width characters, no outer white space", () => {
    const [row] = read(withRow(`b,s, ${"가나".normalize("NFD")}\u200b ,둘,1,0`).replace("a,s,하나,둘,1.0,0\n", ""));
    expect(row?.value.sentence1).toBe("가나");
  });

  it("counts lines after a field with a CRLF line break rightly", () => {
    expect(() => read(`${HEADER}\r\na,s,"두\r\n줄",둘,1,0\r\nb,s,하나,둘,9,0\r\n`)).toThrow(
      /line 4, column label: found "9"/,
    );
  });

  it.each([
    ["a label over 5", "b,s,하나,둘,5.1,1", 'line 3, column label: found "5.1", expected a number from 0 to 5'],
    ["a negative label", "b,s,하나,둘,-1,0", 'line 3, column label: found "-1", expected a number from 0 to 5'],
    ["an empty label", "b,s,하나,둘,,0", 'line 3, column label: found "", expected a finite number'],
    ["a NaN label", "b,s,하나,둘,NaN,0", 'line 3, column label: found "NaN", expected a finite number'],
    [
      "a label with a comma",
      'b,s,하나,둘,"3,5",1',
      'line 3, column label: found "3,5", expected a number with a point',
    ],
    ["an empty sentence", "b,s,,둘,1,0", 'line 3, column sentence_1: found "", expected a sentence'],
    ["an invisible sentence", "b,s,하나,\u200b,1,0", "line 3, column sentence_2: found"],
    ["an empty id", ",s,하나,둘,1,0", 'line 3, column id: found "", expected an id'],
    [
      "a duplicate id",
      "a,s,하나,둘,1,0",
      'line 3, column id: found "a" again (first on line 2), expected each id once',
    ],
    ["too many fields", "b,s,하나, 둘,셋,1,0", "line 3: found 7 fields, expected 6"],
    ["too few fields", "b,s,하나,둘", "line 3: found 4 fields, expected 6"],
    ["a binary-label of 2", "b,s,하나,둘,1,2", 'line 3, column binary-label: found "2", expected 0 or 1'],
    ["an empty binary-label", "b,s,하나,둘,1,", 'line 3, column binary-label: found "", expected 0 or 1'],
  ])("refuses %s", (_, row, message) => {
    expect(() => read(withRow(row))).toThrow(UserError);
    expect(() => read(withRow(row))).toThrow(message);
  });

  it.each([
    ["an empty file", "", /train.csv: found an empty file/],
    ["a file of blank lines", "\n\n", /train.csv: found an empty file/],
    ["a header alone", `${HEADER}\n`, /found a header and no rows/],
    [
      "a misspelt column",
      HEADER.replace("sentence_1", "sentence1"),
      /:1: .*"sentence_1" \(did you mean it by "sentence1"\?/,
    ],
    [
      "two misspelt columns",
      "id,source,sentence2,Sentence-1,label,binary_label",
      /1" \(.*"Sentence-1".*2" \(.*"sentence2".*l" \(.*"binary_label"/,
    ],
    ["a column two letters off", HEADER.replace("sentence_1", "sentense_1x"), /did you mean it by "sentense_1x"/],
    ["a column that is like none", HEADER.replace("id", "key"), /missing: "id"$/],
    ["a missing column", "id,source,sentence_1,sentence_2,label", /:1: .*missing: "binary-label"/],
    ["a repeated column", `${HEADER},label`, /:1: found column "label" more than once/],
    ["a quote that does not close", `${HEADER}\na,s,"하나,둘,1,0\n`, /train.csv:2: found a double quote/],
    [
      "a quote that stays open to the end",
      `${HEADER}\na,s,"x\ny",z,1,0\nb,s,"하나,둘,1,0\nc,s,x,y,1,0\n`,
      /train.csv:4: found/,
    ],
    ["a quote that opens in the header", `"${HEADER}\na,s,x,y,1,0\n`, /train.csv:1: found a double quote/],
    ["a quote inside a field", `${HEADER}\na,s,하"나,둘,1,0\n`, /train.csv:2: found a double quote/],
  ])("refuses %s", (_, content, message) => {
    expect(() => read(content)).toThrow(UserError);
    expect(() => read(content)).toThrow(message);
  });

  it("leaves columns alone that have no name or one name, if nobody reads them", () => {
    const rows = read(`${HEADER},,,note,note\na,s,하나,둘,1,0,,,x,y\n`);
    expect(rows.map(({ value }) => value.id)).toEqual(["a"]);
  });

  it.each([
    ["0", "1"],
    ["0.0", "1.00"],
    ["false", "true"],
    ["False", "TRUE"],
  ])("reads %s and %s as binary-label", (zero, one) => {
    const rows = read(`${HEADER}\na,s,하나,둘,1,${zero}\nb,s,하나,둘,4,${one}\n`);
    expect(rows.map(({ value }) => value.binaryLabel)).toEqual([0, 1]);
  });

  it.each([
    ["a label", "b,s,하나,둘,2,5,1", /line 3: found 7 fields, expected 6 .*; a number needs a point as decimal sign/],
    ["a label and its binary-label", "b,s,하나,둘,2,5,1,0", /line 3: found 8 fields, .*; a sentence with a comma/],
    [
      "a sentence",
      "b,s,하나, 둘,셋,1,0",
      /line 3: found 7 fields, expected 6 .*; a sentence with a comma needs double/,
    ],
  ])("tells the comma of %s", (_, row, message) => {
    expect(() => read(withRow(row))).toThrow(message);
  });

  it("refuses a file that is not UTF-8, naming line, byte and likely reason", () => {
    const cp949 = Buffer.concat([Buffer.from(`${HEADER}\na,s,`), Buffer.from([0xb0, 0xa1]), Buffer.from(",둘,1,0\n")]);
    expect(() => read(cp949)).toThrow(/train.csv:2: found byte 0xb0 at offset \d+, which is not UTF-8.*CP949/);
  });

  it("refuses a file that ends inside a character", () => {
    expect(() => read(Buffer.concat([Buffer.from(`${HEADER}\na,s,`), Buffer.from([0xef, 0xbf])]))).toThrow(
      /train.csv:2: found byte 0xbf/,
    );
  });

  it("finds a duplicate id on a row with another fault", () => {
    expect(() => read(withRow("a,s,,둘,1,0"))).toThrow(
      /2 problems\n.*column sentence_1.*\n.*line 3, column id: found "a" again/,
    );
  });

  it("says what is expected of a file that is not there", () => {
    expect(() => readTestPairs(join(folderOf({}), "test.csv"))).toThrow(/test.csv: there is no such file/);
  });

  it("reports all problems together, up to twenty", () => {
    const rows = Array.from({ length: 30 }, (_, index) => `id-${index},s,하나,둘,9,0`);
    expect(() => read([HEADER, ...rows].join("\n"))).toThrow(/30 problems[\s\S]*line 21, [\s\S]*and 10 more/);
  });
});

it("readPairs needs id and the sentences alone", () => {
  const folder = folderOf({ "pairs.csv": "id,sentence_1,sentence_2\na,하나,둘\n" });
  expect(readPairs(join(folder, "pairs.csv"))).toEqual({
    pairs: [{ id: "a", source: "", sentence1: "하나", sentence2: "둘" }],
    notes: [],
  });
});
