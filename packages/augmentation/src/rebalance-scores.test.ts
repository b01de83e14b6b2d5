import { createRng } from "@dalmeum/contracts";
import { describeAugmentation, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rebalanceScores } from "./rebalance-scores.ts";

/** Pairs with these scores; ids count them. */
const pairsOf = (scores: readonly number[]) => scores.map((score, index) => scoredPair({ id: `p${index}`, score }));
const skewed = pairsOf([0, 0.5, ...Array.from({ length: 10 }, () => 3.3), 4.5, 5]);

describeAugmentation("rebalanceScores", () => rebalanceScores(), { pairs: skewed });

describe("rebalanceScores", () => {
  const sizes = (options: Parameters<typeof rebalanceScores>[0], pairs = skewed) => {
    const augmented = rebalanceScores(options).augment(pairs, createRng(1), []);
    return [0, 1, 2, 3, 4].map((bin) => augmented.filter(({ score }) => Math.min(4, Math.floor(score)) === bin).length);
  };

  it("moves the sizes of the bins that hold pairs to their mean", () => {
    // 2, 10 and 2 pairs: the mean is 14 / 3.
    expect(sizes({ strength: 0 })).toEqual([2, 0, 0, 10, 2]);
    expect(sizes({ strength: 0.5 })).toEqual([3, 0, 0, 7, 3]);
    expect(sizes({ strength: 1 })).toEqual([5, 0, 0, 5, 5]);
  });

  it("copies no pair more often than asked for, each in turn", () => {
    expect(sizes({ strength: 1, maximumCopies: 1 })).toEqual([4, 0, 0, 5, 4]);
    expect(sizes({ strength: 1, maximumCopies: 0 })).toEqual([2, 0, 0, 5, 2]);
    const augmented = rebalanceScores({ strength: 1 }).augment(skewed, createRng(1), []);
    const copies = augmented.filter(({ parentId }) => parentId === "p0" || parentId === "p1");
    expect(
      copies
        .map(({ id }) => id)
        .sort()
        .join(" "),
    ).toMatch(/^p0~repeat (?:p0~repeat2 p1~repeat|p1~repeat p1~repeat2)$/);
  });

  it("leaves crowded pairs out at random", () => {
    const left = [1, 2, 3].map((seed) =>
      rebalanceScores()
        .augment(skewed, createRng(seed), [])
        .map(({ id }) => id)
        .join(),
    );
    expect(new Set(left).size).toBeGreaterThan(1);
  });

  it("cuts 0 .. 5 into as many bins as asked for, the highest score in the last", () => {
    expect(sizes({ strength: 1, bins: 1 })).toEqual([2, 0, 0, 10, 2]);
    const pairs = pairsOf([0, 2.4, 2.5, 5]);
    expect(sizes({ strength: 1, bins: 2 }, pairs)).toEqual([1, 0, 2, 0, 1]);
    expect(sizes({ strength: 1, bins: 5 }, pairs)).toEqual([1, 0, 1, 0, 1]);
  });

  it("refuses options out of range", () => {
    expect(() => rebalanceScores({ bins: 0 })).toThrow("found bins 0, expected a whole number of at least 1");
    expect(() => rebalanceScores({ maximumCopies: 0.5 })).toThrow("found maximumCopies 0.5, expected a whole number");
    expect(() => rebalanceScores({ strength: 1.5 })).toThrow("found strength 1.5, expected 0 .. 1");
  });
});
