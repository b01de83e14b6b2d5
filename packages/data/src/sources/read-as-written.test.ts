import { folderOf } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { readAsWritten } from "./read-as-written.ts";

const object = (id: string, sentence_1: string) =>
  `${JSON.stringify({ id, source: "s", sentence_1, sentence_2: "둘", label: 3, "binary-label": 1 })}\n`;
const jsonLines = {
  "train.jsonl": object("a", " 하나\u200b "),
  "dev.jsonl": object("b", "가"),
  "test.jsonl": object("c", "나"),
};

it("reads the format that is there, and leaves sentences as they are written", async () => {
  const { train } = await readAsWritten(folderOf(jsonLines));
  expect(train[0]?.sentence1).toBe(" 하나\u200b ");
});

it("tells what was odd in reading, and leaves the rule of binary-label to the report", async () => {
  expect((await readAsWritten(folderOf(jsonLines))).warnings).toEqual([]);
  const scaled = { ...jsonLines, "dev.jsonl": object("b", "가").replace('"label":3', '"label":0.6') };
  expect((await readAsWritten(folderOf(scaled))).warnings).toEqual([
    expect.stringMatching(/^dev.jsonl: found no label/),
  ]);
});

it("refuses no format, and several", async () => {
  await expect(readAsWritten(folderOf({}))).rejects.toThrow(/found no training file, expected one of train.csv or/);
  await expect(readAsWritten(folderOf({ ...jsonLines, "train.csv": "id\n" }))).rejects.toThrow(
    /found train.csv and train.jsonl, expected one/,
  );
});
