import { type Augmentation, createRng, type PreparedPair, SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { itDescribesItself } from "./it-describes-itself.ts";
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

const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/u;

export interface DescribeAugmentationOptions {
  /** Pairs of which the augmentation is likely to make new ones. */
  readonly pairs?: readonly ScoredPair[];
  /** What it is given besides. */
  readonly prepared?: readonly PreparedPair[];
  /** Whether its result depends on the seed. */
  readonly random?: boolean;
}

/**
 * Registers the tests that every augmentation must pass.
 * @param makeAugmentation one that is likely to make new pairs of the given ones.
 */
export function describeAugmentation(
  name: string,
  makeAugmentation: () => Augmentation,
  { pairs = samplePairs, prepared = [], random = true }: DescribeAugmentationOptions = {},
): void {
  const augment = (given: readonly ScoredPair[], seed = 1): readonly ScoredPair[] =>
    makeAugmentation().augment(given, createRng(seed), prepared);

  /** The result as what stayed, in the order given, and what was made. */
  const apart = (given: readonly ScoredPair[]) => {
    const augmented = augment(given);
    const waiting = given.map(({ id }) => id);
    const made = augmented.findIndex(({ id }) => {
      const place = waiting.indexOf(id);
      waiting.splice(0, place + 1);
      return place < 0;
    });
    return made < 0
      ? { stayed: augmented, made: [] }
      : { stayed: augmented.slice(0, made), made: augmented.slice(made) };
  };

  const expectValid = (made: readonly ScoredPair[], given: readonly ScoredPair[]): void => {
    const origins = new Set(given.map(({ id }) => id));
    for (const pair of made) {
      const told = `made ${JSON.stringify(pair)}`;
      expect(origins, `${told}: parentId is the id of a pair that was given`).toContain(pair.parentId);
      for (const sentence of [pair.sentence1, pair.sentence2]) {
        expect(sentence.trim(), told).not.toBe("");
        expect(sentence, `${told}: sentences are in NFC; sentence.normalize("NFC") makes it so`).toBe(
          sentence.normalize("NFC"),
        );
        expect(sentence, told).not.toMatch(ZERO_WIDTH);
      }
      expect(pair.score, told).toBeGreaterThanOrEqual(SCORE_RANGE.minimum);
      expect(pair.score, told).toBeLessThanOrEqual(SCORE_RANGE.maximum);
      expect([0, 1], told).toContain(pair.binaryLabel);
    }
  };

  describe(`${name} keeps the contract of augmentations`, () => {
    itDescribesItself(name, makeAugmentation);

    it("describes its label rule", () => {
      expect(makeAugmentation().labelRule).not.toBe("");
    });

    it("gives the same pairs for the same seed", () => {
      expect(augment(pairs)).toEqual(augment(pairs));
    });

    it.runIf(random)("gives other pairs for another seed", () => {
      const results = new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => JSON.stringify(augment(pairs, seed))));
      expect(results.size).toBeGreaterThan(1);
    });

    it("leaves its input alone and returns what stays of it first", () => {
      const frozen = Object.freeze(pairs.map((pair) => Object.freeze({ ...pair })));
      const { stayed, made } = apart(frozen);
      const ids = new Set(stayed.map(({ id }) => id));
      expect(stayed).toEqual(pairs.filter(({ id }) => ids.has(id)));
      expect(made.filter(({ parentId }) => parentId === undefined)).toEqual([]);
      expect(frozen).toEqual(pairs);
    });

    it("makes new pairs, each valid and traceable to a given one", () => {
      const { made } = apart(pairs);
      expect(made.length).toBeGreaterThan(0);
      expectValid(made, pairs);
    });

    it("takes twice as many pairs", () => {
      const twice = [...pairs, ...pairs.map((pair) => ({ ...pair, id: `${pair.id}-again` }))];
      const { stayed, made } = apart(twice);
      expect(stayed.length + made.length).toBeGreaterThan(pairs.length);
      expectValid(made, twice);
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
