import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { loadTokenizer, readTokenizerJson, trimTokenizer } from "../src/index.ts";

it("runs the README's example", () => {
  const folder = join(workspaceRoot, tinyCheckpoint);
  // README
  const limits = { vocabSize: 46, typeVocabSize: 2, maxLength: 64 }; // of the encoder's config.json
  const tokenizer = loadTokenizer(folder, limits); // tokenizer.json, or the files of its family
  const single = tokenizer.encodeSingle("비가 온다", 16); // { inputIds, tokenTypeIds }, special tokens included
  const pair = tokenizer.encodePair("비가 온다", "눈이 온다", 10); // the longer text is cut first
  const { json, kept } = trimTokenizer(readTokenizerJson(folder), new Set(["비가 온다"]), []);
  // README
  expect(single.inputIds.length).toBeGreaterThan(2);
  expect(pair.inputIds).toHaveLength(10);
  expect(pair.tokenTypeIds).toHaveLength(10);
  expect(json).toHaveProperty("model");
  expect(kept.length).toBeLessThan(46);
});

it("shows the code that ran", () => {
  const [, example = ""] = readFileSync(new URL("../README.md", import.meta.url), "utf8").split(/```(?:ts)?\n/);
  const [, ran = ""] = readFileSync(new URL(import.meta.url), "utf8").split(/ {2}\/\/ README\n/);
  const lines = (text: string): string[] => text.split("\n").map((line) => line.trim());
  expect(lines(ran)).toEqual(lines(example));
});
