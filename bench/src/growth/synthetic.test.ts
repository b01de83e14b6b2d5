import { expect, it } from "vitest";
import { KORSTS, syntheticSplit } from "./synthetic.ts";

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

it("makes as many pairs as KorSTS has, times as many, and the same of the same", () => {
  const once = syntheticSplit("dev", 1);
  expect(syntheticSplit("dev", 1)).toBe(once);
  expect(rowsOf(once)).toHaveLength(KORSTS.dev);
  const twice = rowsOf(syntheticSplit("dev", 2));
  expect(twice).toHaveLength(2 * KORSTS.dev);
  expect(new Set(twice.map(([id]) => id)).size).toBe(twice.length);
});

it("repeats a tenth of the first sentences, however many there are, and scores by the words that are kept", () => {
  for (const times of [1, 4]) {
    const rows = rowsOf(syntheticSplit("dev", times));
    const distinct = new Set(rows.map(([, , first]) => first)).size / rows.length;
    expect(distinct).toBeGreaterThan(0.88);
    expect(distinct).toBeLessThan(0.93);
  }
  const [, , first = "", second = "", score] = rowsOf(syntheticSplit("train", 1))[0] ?? [];
  const [words, others] = [first, second].map((sentence) => sentence.split(" "));
  const kept = words?.filter((word, index) => word === others?.[index]).length ?? NaN;
  expect(Number(score)).toBeCloseTo((5 * kept) / (words?.length ?? NaN), 0);
});

it("has no label in test", () => {
  expect(syntheticSplit("test", 1).split("\n")[0]).toBe("id,source,sentence_1,sentence_2");
});
