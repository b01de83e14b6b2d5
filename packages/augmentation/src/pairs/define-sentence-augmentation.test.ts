import { createRng } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { defineSentenceAugmentation } from "./define-sentence-augmentation.ts";

const define = (rewrite: (sentence: string) => string, probability = 1) =>
  defineSentenceAugmentation({
    name: "test",
    options: { probability },
    labelRule: "A copy keeps its score.",
    verb: "test",
    rewrite,
  });

const pair = scoredPair({ id: "a", sentence1: "하나", sentence2: "둘" });

describe("defineSentenceAugmentation", () => {
  it("rewrites one sentence and leaves the other", () => {
    const copies = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => define((sentence) => `${sentence}!`).augment([pair], createRng(seed), [])[1],
    );
    expect(copies).toContainEqual({ ...pair, id: "a~test", sentence1: "하나!", parentId: "a" });
    expect(copies).toContainEqual({ ...pair, id: "a~test", sentence2: "둘!", parentId: "a" });
  });

  it("rewrites the other sentence where the drawn one offers nothing, and makes no copy where neither does", () => {
    const onlySecond = define((sentence) => (sentence === "둘" ? "셋" : sentence));
    const unchanged = define((sentence) => sentence);
    for (const seed of [1, 2, 3, 4]) {
      expect(onlySecond.augment([pair], createRng(seed), [])[1]).toMatchObject({ sentence1: "하나", sentence2: "셋" });
      expect(unchanged.augment([pair], createRng(seed), [])).toEqual([pair]);
    }
  });

  it("numbers further copies of a pair, and names copies of copies after both", () => {
    const again = define((sentence) => `${sentence}!`);
    const once = again.augment([pair], createRng(1), []);
    const ids = again.augment(once, createRng(1), []).map(({ id, parentId }) => [id, parentId]);
    expect(ids).toEqual([
      ["a", undefined],
      ["a~test", "a"],
      ["a~test2", "a"],
      ["a~test~test", "a~test"],
    ]);
  });

  it("composes what a rewriting brought together", () => {
    // The accent is a letter of its own after a space.
    const accented = scoredPair({ id: "a", sentence1: "cafe \u0301", sentence2: "cafe \u0301" });
    const joined = define((sentence) => sentence.replace(" ", ""));
    const copy = joined.augment([accented], createRng(1), [])[1];
    expect([copy?.sentence1, copy?.sentence2]).toContain("café".normalize("NFC"));
  });

  it("copies the share it is asked to", () => {
    const pairs = Array.from({ length: 1000 }, (_, index) => scoredPair({ id: String(index) }));
    const made = define((sentence) => `${sentence}!`, 0.3).augment(pairs, createRng(1), []).length - 1000;
    // Five standard deviations of a binomial of 1,000 draws at 0.3 are 72.
    expect(Math.abs(made - 300)).toBeLessThan(72);
  });

  it.each([-0.1, 1.1, NaN])("refuses probability %d", (probability) => {
    expect(() => define((sentence) => sentence, probability)).toThrow(/test: found probability .*, expected 0 .. 1/);
  });
});
