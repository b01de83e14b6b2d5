import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { bigramOverlap } from "./bigram-overlap.ts";
import { pairSlices, type SlicingKind } from "./pair-slices.ts";

describe("bigramOverlap", () => {
  it.each([
    ["비가 온다", "비가 온다", 1],
    ["비가 온다", "비 가온다", 1],
    ["비가", "눈이", 0],
    // 비가 가온 온다 and 비가 가왔 왔다: one of five.
    ["비가 온다", "비가 왔다", 0.2],
    ["나", "나", 1],
    ["나", "너", 0],
    ["", "", 1],
    ["Rain", "rain", 1],
    ["😀😀", "😀😀", 1],
  ])("of %j and %j is %d", (a, b, expected) => {
    expect(bigramOverlap(a, b)).toBeCloseTo(expected, 12);
  });
});

describe("pairSlices", () => {
  const pairs = [
    scoredPair({ id: "a", source: "news", sentence1: "비가 온다.", sentence2: "비가온다.", score: 5 }),
    scoredPair({ id: "b", source: "news", sentence1: "비가 온다.", sentence2: "비가 온다!", score: 4.99 }),
    scoredPair({ id: "c", source: "", sentence1: "비가 온다.", sentence2: "비가 온다.", score: 0 }),
    scoredPair({ id: "d", source: "chat", sentence1: "비가 온다.", sentence2: "눈이 온다.", score: 1 }),
  ];
  const slices = (by: SlicingKind): readonly string[] =>
    pairSlices(pairs).find((slicing) => slicing.by === by)?.slices ?? [];

  it("names each pair's slice in every way of slicing", () => {
    expect(slices("source")).toEqual(["news", "news", "", "chat"]);
    expect(slices("score")).toEqual(["4 .. 5", "4 .. 5", "0 .. 1", "1 .. 2"]);
    expect(slices("difference")).toEqual(["spaces", "punctuation", "nothing", "words"]);
    for (const { by, slices: all } of pairSlices(pairs)) if (by !== "source") expect(all).not.toContain("");
  });

  it("takes no pairs", () => {
    expect(pairSlices([]).map(({ slices: all }) => all)).toEqual([[], [], [], [], []]);
  });
});
