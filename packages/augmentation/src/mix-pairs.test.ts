import { createRng, type ScoredPair } from "@dalmeum/contracts";
import { describeAugmentation, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { mixPairs } from "./mix-pairs.ts";

describeAugmentation("mixPairs", () => mixPairs({ probability: 1 }));

describe("mixPairs", () => {
  const pairOf = (id: string, sentence1: string, sentence2: string, score = 3): ScoredPair =>
    scoredPair({ id, sentence1, sentence2, score, binaryLabel: 1 });

  /** The new pairs of many seeds, as text. */
  const mixes = (pairs: readonly ScoredPair[], maximumSharedWords = 0) =>
    new Set(
      Array.from({ length: 50 }, (_, seed) =>
        mixPairs({ probability: 1, maximumSharedWords })
          .augment(pairs, createRng(seed), [])
          .slice(pairs.length)
          .map(({ sentence1, sentence2 }) => `${sentence1} | ${sentence2}`),
      ).flat(),
    );

  it("joins sentences of two pairs, with score 0", () => {
    const pairs = [pairOf("a", "하늘", "바다"), pairOf("b", "기차", "버스")];
    const [, , mixed] = mixPairs({ probability: 1 }).augment(pairs, createRng(1), []);
    expect(mixed).toMatchObject({ id: "a~mix", parentId: "a", score: 0, binaryLabel: 0 });
    expect(mixes(pairs)).toContain("하늘 | 버스");
    expect(mixes(pairs)).toContain("기차 | 바다");
    expect(mixes(pairs)).not.toContain("하늘 | 바다");
  });

  it("joins nothing that a chain of pairs with a score connects", () => {
    expect(mixes([pairOf("a", "하늘", "바다"), pairOf("b", "바다", "기차"), pairOf("c", "버스", "기차")])).toEqual(
      new Set(),
    );
  });

  it("joins what only a score of 0 connects, but not those that stand together", () => {
    const mixed = mixes([pairOf("a", "하늘", "바다", 0), pairOf("b", "바다", "기차", 0)]);
    expect(mixed).toContain("하늘 | 기차");
    for (const together of ["하늘 | 바다", "바다 | 하늘", "기차 | 바다"]) expect(mixed).not.toContain(together);
  });

  it("joins no sentences that share more content words than allowed", () => {
    const pairs = [
      pairOf("a", "한 남자가 기타를 치고 있다", "남자의 기타"),
      pairOf("b", "그 남자는 잔다", "남자들이 잔다"),
    ];
    expect(mixes(pairs)).toEqual(new Set());
    expect(mixes(pairs, 1).size).toBeGreaterThan(0);
  });

  it("does not count words that nearly every sentence has", () => {
    const pairs = [pairOf("a", "하늘에 구름이 있다", "바다"), pairOf("b", "기차에 승객이 있다", "버스")];
    expect(mixes(pairs)).toContain("하늘에 구름이 있다 | 기차에 승객이 있다");
  });

  it("takes no sentences of pairs that were made of others", () => {
    const child = { ...pairOf("a~typo", "하늘", "비다"), parentId: "a" };
    const mixed = mixes([pairOf("a", "하늘", "바다", 0), child, pairOf("b", "기차", "버스")]);
    expect([...mixed].filter((text) => text.includes("비다"))).toEqual([]);
  });

  it("makes nothing of one pair", () => {
    expect(mixes([pairOf("a", "하늘", "바다")])).toEqual(new Set());
  });

  it("refuses options out of range", () => {
    expect(() => mixPairs({ maximumSharedWords: -1 })).toThrow(
      "mixPairs: found maximumSharedWords -1, expected a whole number of at least 0",
    );
    expect(() => mixPairs({ probability: 3 })).toThrow("mixPairs: found probability 3, expected 0 .. 1");
  });
});
