import { createRng, type Learner, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { expectFinite } from "./expectations.ts";
import { itDescribesItself } from "./it-describes-itself.ts";
import { scoredPair } from "./scored-pair.ts";

const pairs: readonly ScoredPair[] = [
  ["한 남자가 기타를 치고 있다.", "남자가 기타를 친다.", 4.6],
  ["한 남자가 기타를 치고 있다.", "한 여자가 피아노를 치고 있다.", 1.8],
  ["내일 서울 날씨는 어때?", "서울의 내일 날씨를 알려줘!", 4.4],
  ["쌀값이 3.5% 올랐다.", "iPhone 15를 샀어요 ㅋㅋ", 0],
  ["개가 눈밭을 달린다.", "개가 눈 위를 달리고 있다.", 4.2],
  ["개가 눈밭을 달린다.", "고양이가 소파에서 잔다.", 0.6],
].map(([sentence1, sentence2, score], index) =>
  scoredPair({ id: `p${index}`, sentence1: String(sentence1), sentence2: String(sentence2), score: Number(score) }),
);

const unseen: readonly SentencePair[] = [
  ["", ""],
  ["", "안녕"],
  ["😀", "😀😀"],
  ["\u200d", "\ud800"],
  ["가".repeat(2000), "나"],
].map(([sentence1 = "", sentence2 = ""], index) => ({ id: `u${index}`, source: "test", sentence1, sentence2 }));

/** Registers the tests that every learner must pass. */
export function describeLearner(name: string, makeLearner: () => Learner): void {
  describe(`${name} keeps the contract of learners`, () => {
    itDescribesItself(name, makeLearner);

    it("gives a finite number for any text", () => {
      const score = makeLearner().fit(pairs, createRng(1));
      for (const pair of [...pairs, ...unseen]) {
        expectFinite(
          "score",
          [score(pair)],
          `  ${JSON.stringify(pair.sentence1)} and ${JSON.stringify(pair.sentence2)}`,
        );
      }
    });

    it("ranks what it has seen better than chance", () => {
      const score = makeLearner().fit(pairs, createRng(1));
      const [alike, unlike] = [pairs.filter((pair) => pair.score > 3), pairs.filter((pair) => pair.score < 3)];
      const mean = (of: readonly ScoredPair[]): number => of.reduce((sum, pair) => sum + score(pair), 0) / of.length;
      expect(mean(alike)).toBeGreaterThan(mean(unlike));
    });

    it("gives the same for the same seed and leaves its pairs as they are", () => {
      const before = structuredClone(pairs);
      const [one, two] = [makeLearner().fit(pairs, createRng(3)), makeLearner().fit(pairs, createRng(3))];
      for (const pair of [...pairs, ...unseen]) expect(two(pair)).toBe(one(pair));
      expect(pairs).toEqual(before);
    });

    it("reads no score of the pair that it predicts", () => {
      const score = makeLearner().fit(pairs, createRng(1));
      for (const pair of pairs) {
        const other = { ...pair, score: 5 - pair.score, id: "other", source: "other" };
        expect(score(other), `score, id and source are not to be read, as of ${JSON.stringify(pair)}`).toBe(
          score(pair),
        );
      }
    });
  });
}
