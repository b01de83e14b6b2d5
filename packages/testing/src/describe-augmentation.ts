import { type Augmentation, createRng, SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { scoredPair } from "./scored-pair.ts";

const samplePairs: readonly ScoredPair[] = [
  scoredPair({
    id: "a",
    sentence1: "한 남자가 기타를 치고 있다.",
    sentence2: "한 여자가 피아노를 연주하고 있다.",
    score: 1.6,
  }),
  scoredPair({
    id: "b",
    sentence1: "내일 서울 날씨는 어때?",
    sentence2: "서울의 내일 날씨를 알려줘!",
    score: 4.4,
    binaryLabel: 1,
  }),
  scoredPair({ id: "c", sentence1: "안녕", sentence2: "안녕", score: 5, binaryLabel: 1 }),
  scoredPair({ id: "d", sentence1: "iPhone 15를 샀어요 ㅋㅋ", sentence2: "쌀값이 3.5% 올랐다.", score: 0 }),
];

/**
 * Registers the tests that every augmentation must pass.
 * @param makeAugmentation one that is likely to make new pairs of the given ones.
 */
export function describeAugmentation(
  name: string,
  makeAugmentation: () => Augmentation,
  pairs: readonly ScoredPair[] = samplePairs,
): void {
  const augment = (given: readonly ScoredPair[], seed = 1): readonly ScoredPair[] =>
    makeAugmentation().augment(given, createRng(seed), []);

  describe(`${name} keeps the contract of augmentations`, () => {
    it("describes itself and its label rule", () => {
      const augmentation = makeAugmentation();
      expect(augmentation.name).not.toBe("");
      expect(structuredClone(augmentation.options)).toEqual(augmentation.options);
      expect(augmentation.labelRule).not.toBe("");
    });

    it("gives the same pairs for the same seed", () => {
      expect(augment(pairs)).toEqual(augment(pairs));
    });

    it("leaves its input alone and returns it first", () => {
      const frozen = Object.freeze(pairs.map((pair) => Object.freeze({ ...pair })));
      expect(augment(frozen).slice(0, pairs.length)).toEqual(pairs);
      expect(frozen).toEqual(pairs);
    });

    it("makes new pairs, each valid and traceable to a given one", () => {
      const made = augment(pairs).slice(pairs.length);
      expect(made.length).toBeGreaterThan(0);
      for (const pair of made) {
        expect(pairs.map(({ id }) => id)).toContain(pair.parentId);
        expect(pair.sentence1.trim()).not.toBe("");
        expect(pair.sentence2.trim()).not.toBe("");
        expect(pair.score).toBeGreaterThanOrEqual(SCORE_RANGE.minimum);
        expect(pair.score).toBeLessThanOrEqual(SCORE_RANGE.maximum);
        expect([0, 1]).toContain(pair.binaryLabel);
      }
    });

    it("keeps ids unique, also on its own result", () => {
      const ids = augment(augment(pairs), 2).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("takes no pairs", () => {
      expect(augment([])).toEqual([]);
    });
  });
}
