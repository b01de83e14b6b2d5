import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { folderOf } from "@dalmeum/testing";
import { expect, it } from "vitest";
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
  ["a number", "12345678901234567890", "line 2: found 12345678901234567890, expected a JSON object"],
  ["a label over 5", lineOf({ label: 5.5 }), "line 2, column label: found 5.5, expected a number from 0 to 5"],
  ["a label past every number", lineOf({}).replace("3.5", "1e999"), "line 2, column label: found 1e999"],
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
    "a binary-label of yes",
    lineOf({ "binary-label": "yes" }),
    'line 2, column binary-label: found "yes", expected 0 or 1',
  ],
  ["an object that a comma follows", `${lineOf({})},`, "line 2: found an object with a comma after it, expected"],
  ["a repeated id", lineOf({ id: "a" }), 'line 2, column id: found "a" again (first on line 1)'],
  ["an id that cannot be told", lineOf({ id: { toString: 1 } }), "line 2, column id: found an object, expected an id"],
])("refuses %s", async (_, line, message) => {
  await expect(read(JSON.stringify(pair), line)).rejects.toThrow(UserError);
  await expect(read(JSON.stringify(pair), line)).rejects.toThrow(message);
});

it("keeps ids as they are written, past 2^53 and with zeros too", async () => {
  const ids = ["1234567890123456789", "9007199254740993", "18446744073709551616", "-1", "1.0", "1e3", "0.10"];
  const rows = await read(...ids.map((id) => lineOf({}).replace('"b"', id)));
  expect(rows.map(({ value }) => value.id)).toEqual(ids);
  const again = lineOf({}).replace('"b"', "9007199254740993");
  await expect(read(again, again)).rejects.toThrow('found "9007199254740993" again');
});

it("takes null as no source, and true and false as binary-label", async () => {
  const rows = await read(lineOf({ source: null, "binary-label": true }), lineOf({ id: "c", "binary-label": false }));
  expect(rows.map(({ value }) => [value.source, value.binaryLabel])).toEqual([
    ["", 1],
    ["s", 0],
  ]);
});

it.each([
  ["a list", JSON.stringify([pair, pair]), "line 1: found the begin of a JSON list, expected a JSON object with a key"],
  ["a list over several lines", JSON.stringify([pair], null, 2), "line 1: found the begin of a JSON list"],
  [
    "a list of an object a line",
    `[\n${JSON.stringify(pair)},\n${JSON.stringify(pair)}\n]`,
    "found the begin of a JSON",
  ],
  [
    "an object over several lines",
    JSON.stringify(pair, null, 2),
    "line 1: found the begin of a JSON object over several",
  ],
  ["objects of Python", "{'id': 1}\n{'id': 2}", `2 problems\n  line 1: found "{'id': 1}", which is no JSON`],
])("refuses %s in place of an object a line, before it looks for columns", async (_, text, message) => {
  await expect(read(...text.split("\n"))).rejects.toThrow(UserError);
  await expect(read(...text.split("\n"))).rejects.toThrow(message);
});

it("names keys that no line has", async () => {
  await expect(read(JSON.stringify({ ...pair, sentence_1: undefined, sentence1: "하나" }))).rejects.toThrow(
    /missing: "sentence_1" \(did you mean it by "sentence1"\?/,
  );
});
