import { createRng, type ScoredPair } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { findLeakage } from "../leakage/find-leakage.ts";
import { connectedPairs } from "./connected-pairs.ts";
import { groupedFolds } from "./grouped-folds.ts";
import { sourceFolds } from "./source-folds.ts";

/** Pairs over a few sentences, some of them children of others. */
function randomPairs(count: number, sentences: number, seed: number): readonly ScoredPair[] {
  const rng = createRng(seed);
  const sentence = (): string => `문장 ${rng.integer(sentences)}번`;
  return Array.from({ length: count }, (_, index) =>
    scoredPair({
      id: `p${index}`,
      sentence1: sentence(),
      sentence2: sentence(),
      score: rng.integer(51) / 10,
      ...(rng.uniform() < 0.1 ? { parentId: `p${rng.integer(count)}` } : {}),
    }),
  );
}

const unrelated = (scores: readonly number[], prefix = "u"): readonly ScoredPair[] =>
  scores.map((score, index) =>
    scoredPair({
      id: `${prefix}${index}`,
      sentence1: `${prefix} ${index} 하나`,
      sentence2: `${prefix} ${index} 둘`,
      score,
    }),
  );
const idsOf = (pairs: readonly ScoredPair[]): readonly string[] => pairs.map(({ id }) => id);

describe("connectedPairs", () => {
  it("joins pairs over shared sentences, over spaces and ends, and over parents, as far as they reach", () => {
    const pairs = [
      scoredPair({ id: "a", sentence1: "비가 온다.", sentence2: "눈이 온다." }),
      scoredPair({ id: "b", sentence1: "해가 뜬다.", sentence2: "달이 뜬다." }),
      scoredPair({ id: "c", sentence1: "구름이 낀다.", sentence2: "눈이온다" }),
      scoredPair({ id: "d", sentence1: "별이 뜬다.", sentence2: "별이 진다.", parentId: "c" }),
      scoredPair({ id: "e", sentence1: "바람이 분다.", sentence2: "강이 흐른다.", parentId: "x" }),
      scoredPair({ id: "f", sentence1: "산이 높다.", sentence2: "물이 깊다.", parentId: "x" }),
    ];
    expect(connectedPairs(pairs).map(idsOf)).toEqual([["a", "c", "d"], ["b"], ["e", "f"]]);
  });

  it.each([1, 2, 3])("gives what a search through shared sentences gives (seed %d)", (seed) => {
    const pairs = randomPairs(60, 80, seed).map(({ parentId: _, ...pair }) => pair);
    const shares = (a: ScoredPair, b: ScoredPair): boolean =>
      [a.sentence1, a.sentence2].some((text) => text === b.sentence1 || text === b.sentence2);
    const reached = (from: ScoredPair): ReadonlySet<ScoredPair> => {
      const found = new Set([from]);
      for (const one of found) pairs.filter((other) => shares(one, other)).forEach((other) => found.add(other));
      return found;
    };
    for (const group of connectedPairs(pairs)) expect(new Set(group)).toEqual(reached(group[0] ?? scoredPair()));
  });
});

describe("groupedFolds", () => {
  it.each([1, 2, 3])("holds every pair out once in each repeat, and shares nothing (seed %d)", (seed) => {
    const pairs = randomPairs(80, 200, seed);
    const splits = groupedFolds({ count: 4, repeats: 2, seed });
    const { folds } = splits.split(pairs);
    expect(folds).toHaveLength(splits.count);
    for (const repeat of [folds.slice(0, 4), folds.slice(4)]) {
      expect(repeat.flatMap(({ heldOut }) => idsOf(heldOut)).toSorted()).toEqual([...idsOf(pairs)].sort());
    }
    for (const { name, train, heldOut } of folds) {
      expect(heldOut.length).toBeGreaterThan(0);
      expect(pairs.filter((pair) => !heldOut.includes(pair))).toEqual(train);
      expect(findLeakage(train, { [name]: heldOut })).toEqual([]);
    }
  });

  it("names folds, repeats itself, and follows the seed", () => {
    const pairs = unrelated(Array.from({ length: 30 }, (_, index) => index % 6));
    const heldOut = (seed: number) =>
      groupedFolds({ count: 3, seed })
        .split(pairs)
        .folds.map((fold) => idsOf(fold.heldOut));
    expect(heldOut(1)).toEqual(heldOut(1));
    expect(heldOut(1)).not.toEqual(heldOut(2));
    const names = ({ count, repeats }: { count: number; repeats: number }) =>
      groupedFolds({ count, repeats })
        .split(pairs)
        .folds.map(({ name }) => name);
    expect(names({ count: 2, repeats: 1 })).toEqual(["fold 1 of 2", "fold 2 of 2"]);
    expect(names({ count: 2, repeats: 2 })[3]).toBe("repeat 2, fold 2 of 2");
    const [first, , third] = groupedFolds({ count: 2, repeats: 2 }).split(pairs).folds;
    expect(first?.heldOut).not.toEqual(third?.heldOut);
  });

  it("gives every fold the same number of pairs of each score", () => {
    const scores = [0, 1, 2, 3, 4, 5].flatMap((score) => Array.from({ length: 10 * (score + 1) }, () => score));
    const { folds, warnings } = groupedFolds({ count: 5 }).split(unrelated(scores));
    for (const { heldOut } of folds) {
      const counts = [0, 1, 2, 3, 4, 5].map((score) => heldOut.filter((pair) => pair.score === score).length);
      expect(counts).toEqual([2, 4, 6, 8, 10, 12]);
    }
    expect(warnings).toEqual([]);
  });

  it("says which fold cannot be balanced, how far off it is, and because of which group", () => {
    const chain = Array.from({ length: 60 }, (_, index) =>
      scoredPair({ id: `c${index}`, sentence1: `사슬 ${index}`, sentence2: `사슬 ${index + 1}`, score: 0 }),
    );
    const { warnings } = groupedFolds({ count: 2 }).split([
      ...chain,
      ...unrelated(Array.from({ length: 20 }, () => 5)),
    ]);
    expect(warnings).toEqual([
      "fold 1 of 2: 64 pairs in place of 40, mean score 0.31 in place of 1.25, 60 pairs of a score near 0 in place of 30, " +
        "4 pairs of a score near 5 in place of 10",
      expect.stringMatching(/^fold 2 of 2: 16 pairs in place of 40, mean score 5\.00/),
      'fold 1 of 2 has the largest group of pairs that share sentences: 60, among them "c0"; it cannot be parted',
    ]);
  });

  it("refuses fewer groups than folds", () => {
    expect(() => groupedFolds({ count: 3 }).split(unrelated([1, 2]))).toThrow(/found 2 groups .* expected at least 3/);
  });

  it.each([
    [{ count: 1 }, /count 1, expected an integer from 2 on/],
    [{ count: 2.5 }, /count 2.5/],
    [{ count: 2, repeats: 0 }, /repeats 0, expected an integer from 1 on/],
    [{ count: 2, seed: 0.5 }, /seed 0.5, expected an integer/],
  ])("refuses %j", (options, message) => {
    expect(() => groupedFolds(options)).toThrow(message);
  });

  it("splits 100,000 pairs evenly", () => {
    const { folds } = groupedFolds({ count: 10 }).split(randomPairs(100_000, 1_000_000, 1));
    expect(folds.every(({ heldOut }) => Math.abs(heldOut.length - 10_000) < 500)).toBe(true);
  });
});

describe("sourceFolds", () => {
  const from = (source: string, pairs: readonly ScoredPair[]) => pairs.map((pair) => ({ ...pair, source }));
  const news = from("news", unrelated([1, 2, 3], "n"));
  const captions = from("captions", unrelated([1, 2], "c"));

  it("holds each source out, without the pairs that share a sentence with it", () => {
    const shared = { ...scoredPair({ id: "s", sentence1: "n0하나", sentence2: "다른 문장" }), source: "captions" };
    const splits = sourceFolds({ sources: ["news", "captions"] });
    const { folds, warnings } = splits.split([...news, ...captions, shared]);
    expect(splits.count).toBe(2);
    expect(folds.map(({ name, train, heldOut }) => [name, idsOf(train), idsOf(heldOut)])).toEqual([
      ["source news", ["c0", "c1"], ["n0", "n1", "n2"]],
      ["source captions", ["n1", "n2"], ["c0", "c1", "s"]],
    ]);
    expect(warnings).toEqual([
      "source news: 1 of 3 training pairs share a sentence with it and are left out",
      "source captions: 1 of 3 training pairs share a sentence with it and are left out",
    ]);
  });

  it("refuses sources that the pairs lack or have besides", () => {
    expect(() => sourceFolds({ sources: ["news", "forum"] }).split([...news, ...captions])).toThrow(
      /2 problems\n {2}"forum" has no training pair.*\n {2}"captions" is a source of training pairs too/,
    );
    expect(() => sourceFolds({ sources: ["news"] })).toThrow(/found 1 sources, expected at least 2/);
    expect(() => sourceFolds({ sources: ["news", "news"] })).toThrow(/found "news" again/);
  });

  it("refuses a source that every other pair shares a sentence with", () => {
    const copies = from(
      "copies",
      news.map((pair) => ({ ...pair, id: `${pair.id}-copy` })),
    );
    expect(() => sourceFolds({ sources: ["news", "copies"] }).split([...news, ...copies])).toThrow(
      /every other pair shares a sentence with source "news"/,
    );
  });
});
