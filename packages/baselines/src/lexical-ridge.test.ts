import { createRng, SCORE_RANGE } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import { describeLearner, scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { lexicalRidge } from "./index.ts";

describeLearner("lexicalRidge", lexicalRidge);

describe("lexicalRidge", () => {
  it("learns how much of a sentence is shared", () => {
    const rng = createRng(1);
    const words = ["사과", "바다", "나무", "하늘", "구름", "학교", "기차", "편지", "우산", "시계"];
    const pairs = Array.from({ length: 200 }, (_, index) => {
      const [left, right] = [rng.shuffle(words).slice(0, 5), rng.shuffle(words).slice(0, 5)];
      const score = left.filter((word) => right.includes(word)).length;
      return scoredPair({ id: `p${index}`, sentence1: left.join(" "), sentence2: right.join(" "), score });
    });
    const score = lexicalRidge().fit(pairs.slice(0, 150), createRng(1));
    const rest = pairs.slice(150);
    expect(
      pearson(
        rest.map(score),
        rest.map((pair) => pair.score),
      ),
    ).toBeGreaterThan(0.97);
  });

  it("gives a sentence beside itself a high score, and swapped sentences the same", () => {
    const pairs = [
      scoredPair({ id: "a", sentence1: "눈이 온다", sentence2: "눈이 온다", score: 5 }),
      scoredPair({ id: "b", sentence1: "눈이 온다", sentence2: "책을 샀다", score: 0 }),
      scoredPair({ id: "c", sentence1: "책을 샀다", sentence2: "책 한 권을 샀다", score: 4 }),
    ];
    const score = lexicalRidge().fit(pairs, createRng(1));
    const same = { id: "s", source: "test", sentence1: "새 차를 샀다", sentence2: "새 차를 샀다" };
    expect(score(same)).toBeGreaterThan(SCORE_RANGE.maximum - 1.5);
    const pair = { id: "x", source: "test", sentence1: "비가 온다", sentence2: "책을 두 권 샀다" };
    expect(score({ ...pair, sentence1: pair.sentence2, sentence2: pair.sentence1 })).toBeCloseTo(score(pair), 12);
  });

  it.each([0, -1, NaN, Infinity])("refuses penalty %d", (penalty) => {
    expect(() => lexicalRidge({ penalty })).toThrow(/lexicalRidge: found penalty/);
  });
});
