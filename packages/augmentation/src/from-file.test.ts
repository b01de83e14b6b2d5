import { createRng, type PreparedPair, type PreparedPairs } from "@dalmeum/contracts";
import { describeAugmentation, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { fromFile } from "./from-file.ts";

const backTranslations: PreparedPairs = {
  name: "backTranslations",
  options: { language: "en" },
  files: ["datasets/extra/en.csv"],
  load: () => Promise.resolve([]),
};

const row: PreparedPair = { id: "a-en", parentId: "a", sentence1: "한 사람", sentence2: "두 사람" };

describeAugmentation("fromFile", () => fromFile(backTranslations), { prepared: [row], random: false });

describe("fromFile", () => {
  const pair = scoredPair({ id: "a", sentence1: "남자", sentence2: "여자", score: 1.5 });
  const added = (...rows: readonly PreparedPair[]) =>
    fromFile(backTranslations).augment([pair], createRng(1), rows).slice(1);

  it("joins a row to its parent, whose score and label it has unless it gives its own", () => {
    expect(added(row)).toEqual([{ ...pair, ...row }]);
    expect(added({ ...row, score: 4, binaryLabel: 1 })).toEqual([{ ...pair, ...row, score: 4, binaryLabel: 1 }]);
    expect(added({ ...row, score: 0 })).toEqual([{ ...pair, ...row, score: 0 }]);
  });

  it("leaves out rows of parents that are not given, and rows that are their parent again", () => {
    expect(added({ ...row, parentId: "b" })).toEqual([]);
    expect(added({ ...row, sentence1: "남자", sentence2: "여자" })).toEqual([]);
    expect(added({ ...row, sentence1: "여자", sentence2: "남자" })).toHaveLength(1);
  });

  it("refuses an id that a training pair has", () => {
    expect(() => added({ ...row, id: "a" })).toThrow(/found a prepared pair with id "a".*rename it/);
  });

  it("names its source, and hands it on", () => {
    const augmentation = fromFile(backTranslations);
    expect(augmentation.prepared).toBe(backTranslations);
    expect(augmentation.options).toEqual({ prepared: { name: "backTranslations", options: { language: "en" } } });
  });
});
