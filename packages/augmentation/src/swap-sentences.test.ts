import { createRng } from "@dalmeum/contracts";
import { describeAugmentation, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { swapSentences } from "./swap-sentences.ts";

describeAugmentation("swapSentences", () => swapSentences(), { random: false });

describe("swapSentences", () => {
  it("swaps the sentences and keeps the rest", () => {
    const pair = scoredPair({ id: "a", sentence1: "하나", sentence2: "둘", score: 1.5 });
    const [, swapped] = swapSentences({ probability: 1 }).augment([pair], createRng(1), []);
    expect(swapped).toEqual({ ...pair, id: "a~swap", sentence1: "둘", sentence2: "하나", parentId: "a" });
  });

  it("swaps the share it is asked to", () => {
    const pairs = Array.from({ length: 1000 }, (_, index) => scoredPair({ id: String(index) }));
    const made = swapSentences({ probability: 0.3 }).augment(pairs, createRng(1), []).length - 1000;
    // Five standard deviations of a binomial of 1,000 draws at 0.3 are 72.
    expect(Math.abs(made - 300)).toBeLessThan(72);
    expect(swapSentences({ probability: 0 }).augment(pairs, createRng(1), [])).toEqual(pairs);
  });

  it.each([-0.1, 1.1, NaN])("refuses probability %d", (probability) => {
    expect(() => swapSentences({ probability })).toThrow(/expected 0 .. 1/);
  });
});
