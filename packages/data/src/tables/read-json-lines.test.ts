import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { folderOf } from "../../test/folder.ts";
import { JSON_LINES_FORMAT } from "../sources/competition-json-lines.ts";
import { SCORED_COLUMNS, scoredPairs } from "../pairs/competition-pairs.ts";

const pair = { id: "a", source: "s", sentence_1: "하나", sentence_2: "둘", label: 3.5, "binary-label": 1 };
const read = async (...lines: readonly string[]) => {
  const path = join(folderOf({ "train.jsonl": lines.join("\n") }), "train.jsonl");
  return scoredPairs(await JSON_LINES_FORMAT.readTable(path, SCORED_COLUMNS));
};
const lineOf = (changes: Readonly<Record<string, unknown>>): string => JSON.stringify({ ...pair, id: "b", ...changes });

it("reads an object a line, numbers also as text, and leaves blank lines and further keys alone", async () => {
  const rows = await read(
    `\ufeff${JSON.stringify({ note: [1], ...pair })}\r`,
    "",
    lineOf({ id: 7, label: "2", "binary-label": "0" }),
  );
  expect(rows).toEqual([
    { line: 1, value: { id: "a", source: "s", sentence1: "하나", sentence2: "둘", score: 3.5, binaryLabel: 1 } },
    { line: 3, value: { id: "7", source: "s", sentence1: "하나", sentence2: "둘", score: 2, binaryLabel: 0 } },
  ]);
});

it.each([
  ["what is no JSON", "{'id': 1}", `line 2: found "{'id': 1}", which is no JSON, expected a JSON object`],
  ["NaN", '{"label": NaN}', "line 2: found "],
  ["a list", "[1, 2]", "line 2: found a list, expected a JSON object"],
  ["a label over 5", lineOf({ label: 5.5 }), "line 2, column label: found 5.5, expected a number from 0 to 5"],
  ["a label past every number", lineOf({}).replace("3.5", "1e999"), "line 2, column label: found Infinity"],
  ["a sentence of another type", lineOf({ sentence_1: 5 }), "line 2, column sentence_1: found 5, expected a sentence"],
  ["a sentence that is null", lineOf({ sentence_1: null }), "line 2, column sentence_1: found nothing, expected"],
  ["half a character", lineOf({ sentence_1: "\ud83d" }), "line 2, column sentence_1: found"],
  ["a missing key", '{"id": "b"}', "line 2, column label: found nothing, expected a finite number"],
  [
    "a nested label",
    lineOf({ label: { label: 1 } }),
    "line 2, column label: found an object, expected a finite number",
  ],
  [
    "a binary-label of true",
    lineOf({ "binary-label": true }),
    "line 2, column binary-label: found true, expected 0 or 1",
  ],
  ["a repeated id", lineOf({ id: "a" }), 'line 2, column id: found "a" again (first on line 1)'],
  ["an id that cannot be told", lineOf({ id: { toString: 1 } }), "line 2, column id: found an object, expected an id"],
])("refuses %s", async (_, line, message) => {
  await expect(read(JSON.stringify(pair), line)).rejects.toThrow(UserError);
  await expect(read(JSON.stringify(pair), line)).rejects.toThrow(message);
});

it("names keys that no line has", async () => {
  await expect(read(JSON.stringify({ ...pair, sentence_1: undefined, sentence1: "하나" }))).rejects.toThrow(
    /missing: "sentence_1" \(did you mean it by "sentence1"\?/,
  );
});
