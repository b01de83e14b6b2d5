import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { findLeakage } from "./find-leakage.ts";
import { leakageProblems } from "./leakage-problems.ts";

const pair = (id: string, sentence1: string, sentence2: string, parentId?: string) =>
  scoredPair({ id, sentence1, sentence2, ...(parentId === undefined ? {} : { parentId }) });
const dev = [pair("d0", "비가 온다.", "눈이 온다."), pair("d1", "해가 뜬다.", "달이 뜬다.")];
const leaksOf = (...train: ReturnType<typeof pair>[]) => findLeakage(train, { dev });

describe("findLeakage", () => {
  it("finds nothing where nothing is shared", () => {
    expect(leaksOf(pair("a", "별이 뜬다.", "달이 진다."))).toEqual([]);
  });

  it.each([
    ["a pair", pair("a", "비가 온다.", "눈이 온다."), "pair", true, "d0"],
    ["a swapped pair", pair("a", "눈이 온다.", "비가 온다."), "pair", true, "d0"],
    ["a pair with other spaces and ends", pair("a", "눈이온다", "비가 온다 !"), "pair", false, "d0"],
    ["a pair in decomposed letters", pair("a", "눈이 온다.".normalize("NFD"), "비가 온다."), "pair", true, "d0"],
    ["a first sentence", pair("a", "비가 온다.", "별이 뜬다."), "sentence", true, "d0"],
    ["a sentence in the other place", pair("a", "별이 뜬다.", "해가 뜬다."), "sentence", true, "d1"],
    ["a sentence with other spaces", pair("a", "별이 뜬다.", "해 가뜬다"), "sentence", false, "d1"],
    ["a child", pair("a", "별이 뜬다.", "구름이 낀다.", "d1"), "parent", true, "d1"],
  ] as const)("finds %s", (_, train, kind, exact, otherId) => {
    expect(leaksOf(train)).toMatchObject([{ trainId: "a", other: "dev", otherId, kind, exact }]);
  });

  it("follows parents through training pairs, and finds siblings of a held-out child", () => {
    expect(leaksOf(pair("a", "가", "나", "d1"), pair("b", "다", "라", "a")).map(({ kind }) => kind)).toEqual([
      "parent",
      "parent",
    ]);
    const siblings = findLeakage([pair("a", "가", "나", "p")], { fold: [pair("b", "다", "라", "p")] });
    expect(siblings).toMatchObject([{ trainId: "a", other: "fold", otherId: "b", kind: "parent" }]);
    const twins = { fold: [pair("b", "다", "라", "p"), pair("c", "마", "바", "p")] };
    expect(findLeakage([pair("a", "가", "나", "p")], twins)).toMatchObject([{ otherId: "b" }]);
    expect(findLeakage([pair("p", "가", "나")], { fold: [pair("b", "다", "라", "p")] })).toHaveLength(1);
  });

  it("does not hang on pairs that are each other's parents", () => {
    expect(leaksOf(pair("a", "가", "나", "b"), pair("b", "다", "라", "a"))).toEqual([]);
  });

  it("has one row for each shared sentence, and prefers the text as written", () => {
    expect(leaksOf(pair("a", "비가 온다.", "해가 뜬다.")).map(({ otherId }) => otherId)).toEqual(["d0", "d1"]);
    expect(leaksOf(pair("a", "비가 온다.", "비가 온다."))).toHaveLength(1);
    const heldOut = { dev: [pair("d0", "비가온다", "하나"), pair("d1", "비가 온다.", "둘")] };
    expect(findLeakage([pair("a", "비가 온다.", "셋")], heldOut)).toMatchObject([{ otherId: "d1", exact: true }]);
  });

  it("reads a hard negative as a sentence, and as a pair with the first one", () => {
    const negative = (sentence1: string, hardNegative: string) =>
      findLeakage([{ ...pair("a", sentence1, "별이 뜬다."), hardNegative }], { dev });
    expect(negative("구름이 낀다.", "달이 뜬다")).toMatchObject([
      { kind: "sentence", exact: false, text: "달이 뜬다" },
    ]);
    expect(negative("달이 뜬다.", "해가 뜬다.")).toMatchObject([
      { otherId: "d1", kind: "pair", exact: true, text: "달이 뜬다. | 해가 뜬다." },
    ]);
    expect(negative("구름이 낀다.", "달이 진다.")).toEqual([]);
  });

  it("does not take marks alone for the same text", () => {
    const heldOut = { dev: [pair("d0", "...", "하나")] };
    expect(findLeakage([pair("a", "?!", "둘")], heldOut)).toEqual([]);
  });

  it("looks into every set", () => {
    const train = [pair("a", "비가 온다.", "별이 뜬다.")];
    const found = findLeakage(train, { dev, test: [pair("t0", "별이 뜬다.", "하나")] });
    expect(found.map(({ other, otherId }) => [other, otherId])).toEqual([
      ["dev", "d0"],
      ["test", "t0"],
    ]);
  });
});

it("leakageProblems names both pairs and the text", () => {
  expect(leakageProblems(leaksOf(pair("a", "비가온다", "셋"), pair("b", "눈이 온다.", "비가 온다.")))).toEqual([
    'train "a" shares a sentence with dev "d0" but for spaces or final punctuation: 비가온다',
    'train "b" is the same pair as dev "d0": 눈이 온다. | 비가 온다.',
  ]);
});
