import { describe, expect, it } from "vitest";
import { cosine, countsOf, dice, ngrams } from "./counts.ts";
import { inverseDocumentFrequency } from "./inverse-document-frequency.ts";
import { fitOverlap } from "./overlap.ts";
import { fitPairFeatures } from "./pair-features.ts";
import { sentenceText } from "./sentence-text.ts";

describe("counts", () => {
  it("cuts texts into overlapping pieces, whole code points", () => {
    expect(ngrams("가나다라", 2)).toEqual(["가나", "나다", "다라"]);
    expect(ngrams("😀가", 2)).toEqual(["😀가"]);
    expect(ngrams("가", 3)).toEqual(["가"]);
    expect(ngrams("", 2)).toEqual([]);
  });

  it("compares bags", () => {
    expect(dice(countsOf(["a", "a", "b"]), countsOf(["a", "c"]))).toBeCloseTo(2 / 5, 12);
    expect(dice(countsOf([]), countsOf([]))).toBe(1);
    expect(dice(countsOf(["a"]), countsOf([]))).toBe(0);
    expect(cosine(countsOf(["a", "b"]), countsOf(["a", "c"]), () => 3)).toBeCloseTo(0.5, 12);
    expect(cosine(countsOf(["a"]), countsOf([]), () => 1)).toBe(0);
    expect(cosine(countsOf([]), countsOf([]), () => 1)).toBe(1);
  });
});

describe("inverseDocumentFrequency", () => {
  it("gives the values of scikit-learn 1.9.1's TfidfVectorizer", () => {
    const weigh = inverseDocumentFrequency([["a", "b", "a"], ["a", "c"], ["a"]]);
    expect(weigh("a")).toBeCloseTo(1, 12);
    expect(weigh("b")).toBeCloseTo(1.6931471805599454, 12);
    expect(weigh("new")).toBeCloseTo(Math.log(4) + 1, 12);
  });

  it("is done with a sentence before it asks for the next", () => {
    const pieces: string[] = [];
    const weigh = inverseDocumentFrequency({
      length: 3,
      *[Symbol.iterator]() {
        for (const sentence of [["a", "b"], ["a"], ["a"]]) {
          pieces.splice(0, pieces.length, ...sentence);
          yield pieces;
        }
      },
    });
    expect(weigh("b")).toBeCloseTo(Math.log(2) + 1, 12);
  });
});

describe("sentenceText", () => {
  it("cuts letters, jamo, words and numbers", () => {
    expect(sentenceText("값이 3.5% 올랐다, OK!")).toMatchObject({
      letters: "값이35올랐다ok",
      jamo: "ㄱㅏㅂㅅㅇㅣ35ㅇㅗㄹㄹㅏㅆㄷㅏok",
      words: ["값이", "3", "5", "올랐다", "ok"],
      numbers: ["3.5"],
    });
  });

  it.each([
    ["안 갔다", 1],
    ["가지 않았다", 1],
    ["못 먹는 감", 1],
    ["먹지 마라", 1],
    ["돈이 없지 않다", 2],
    ["안녕하세요", 0],
    ["방 안에 있다", 0],
    ["", 0],
  ])("counts what denies in %s: %d", (sentence, negations) => {
    expect(sentenceText(sentence).negations).toBe(negations);
  });
});

describe("fitPairFeatures", () => {
  const pair = (sentence1: string, sentence2: string) => ({ id: "p", source: "test", sentence1, sentence2 });
  const features = fitPairFeatures([pair("눈이 온다", "비가 온다"), pair("눈이 녹는다", "책을 샀다")]);

  it("is all 1 of a sentence beside itself, however spaced and punctuated but for words", () => {
    expect(Object.values(features(pair("눈이 온다", "눈이 온다"))).every((value) => Math.abs(value - 1) < 1e-12)).toBe(
      true,
    );
    const { words, rareWords, firstWord, lastWord, ...letters } = features(pair("눈이 온다!", "눈 이온다"));
    expect([words, rareWords, firstWord, lastWord]).toEqual([0, 0, 0, 0]);
    expect(Object.values(letters).every((value) => Math.abs(value - 1) < 1e-12)).toBe(true);
  });

  it("lies within 0 and 1, and is the same with the sentences swapped", () => {
    const there = features(pair("개가 3마리 있다", "고양이는 안 왔다"));
    expect(features(pair("고양이는 안 왔다", "개가 3마리 있다"))).toEqual(there);
    for (const value of Object.values(there)) expect(value >= 0 && value <= 1).toBe(true);
    expect(there).toMatchObject({ numbers: 0, negations: 0 });
  });
});

it("fitOverlap is one of those features, counted alone", () => {
  const pair = (sentence1: string, sentence2: string) => ({ id: "p", source: "test", sentence1, sentence2 });
  const pairs = [pair("눈이 온다", "비가 온다"), pair("눈이 녹는다", "책을 샀다"), pair("", "")];
  const [overlap, features] = [fitOverlap(pairs), fitPairFeatures(pairs)];
  for (const each of pairs) expect(overlap(each)).toBe(features(each).rareJamoTriples);
  expect(overlap(pair("새 차를 샀다", "새 차를 샀다"))).toBeCloseTo(1, 12);
});
