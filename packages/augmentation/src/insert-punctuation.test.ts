import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { insertPunctuation } from "./insert-punctuation.ts";

describeAugmentation("insertPunctuation", () => insertPunctuation({ probability: 1 }));

describe("insertPunctuation", () => {
  const MARK = /^[.;?:!,]$/u;
  const inserted = (sentence: string) =>
    rewrites(insertPunctuation({ probability: 1 }), sentence, 500).map((text) => text.split(" "));

  it("inserts between one mark and a third of the words, each of the six, before any word", () => {
    const sentence = "가 나 다 라 마 바 사 아 자";
    const texts = inserted(sentence);
    const marks = texts.map((words) => words.filter((word) => MARK.test(word)));
    expect(new Set(marks.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
    expect(new Set(marks.flat())).toEqual(new Set([".", ";", "?", ":", "!", ","]));
    expect(new Set(texts.flatMap((words) => words.filter((_, at) => MARK.test(words[at - 1] ?? "")))).size).toBe(9);
    for (const words of texts) expect(words.filter((word) => !MARK.test(word)).join(" ")).toBe(sentence);
  });

  it("puts one mark before a word of its own, and none where there is no word", () => {
    expect(inserted("안녕").every((words) => words.length === 2 && words[1] === "안녕")).toBe(true);
    expect(inserted(" ")).toEqual([]);
  });
});
