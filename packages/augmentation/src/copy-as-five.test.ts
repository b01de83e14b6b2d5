import { createRng } from "@dalmeum/contracts";
import { describeAugmentation, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { copyAsFive } from "./copy-as-five.ts";

describeAugmentation("copyAsFive", () => copyAsFive({ probability: 1 }));

describe("copyAsFive", () => {
  it("pairs either sentence with itself, as similar as can be", () => {
    const pair = scoredPair({ id: "a", sentence1: "하나", sentence2: "둘", score: 1.5 });
    const copies = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => copyAsFive({ probability: 1 }).augment([pair], createRng(seed), [])[1],
    );
    const copyOf = (sentence: string) => ({
      ...pair,
      id: "a~copy",
      sentence1: sentence,
      sentence2: sentence,
      score: 5,
      binaryLabel: 1,
      parentId: "a",
    });
    expect(copies).toContainEqual(copyOf("하나"));
    expect(copies).toContainEqual(copyOf("둘"));
  });

  it("pairs no sentence with itself twice", () => {
    const identical = scoredPair({ id: "a", sentence1: "하나", sentence2: "하나", score: 4.8 });
    const others = ["b", "c"].map((id) => scoredPair({ id, sentence1: "둘", sentence2: "둘 " }));
    const augmented = copyAsFive({ probability: 1 }).augment([identical, ...others, ...others], createRng(1), []);
    const copied = augmented.slice(5).map(({ sentence1 }) => sentence1);
    expect(new Set(copied).size).toBe(copied.length);
    expect(copied).not.toContain("하나");
  });

  it("copies the share it is asked to", () => {
    const pairs = Array.from({ length: 1000 }, (_, index) =>
      scoredPair({ id: String(index), sentence1: `${index}가`, sentence2: `${index}나` }),
    );
    const made = copyAsFive({ probability: 0.3 }).augment(pairs, createRng(1), []).length - 1000;
    // Five standard deviations of a binomial of 1,000 draws at 0.3 are 72.
    expect(Math.abs(made - 300)).toBeLessThan(72);
  });

  it("refuses a probability out of range", () => {
    expect(() => copyAsFive({ probability: 2 })).toThrow("copyAsFive: found probability 2, expected 0 .. 1");
  });
});
