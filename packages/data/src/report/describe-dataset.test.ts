import type { ScoredPair } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { describeDataset } from "./describe-dataset.ts";

const pair = (id: string, sentence1: string, sentence2: string, score = 3): ScoredPair =>
  scoredPair({ id, sentence1, sentence2, score, binaryLabel: score >= 3 ? 1 : 0 });
const reportOf = (
  train: readonly ScoredPair[],
  dev: readonly ScoredPair[] = [pair("d", "개발 문장", "개발 구문")],
  test: readonly ScoredPair[] = [pair("t", "시험 문장", "시험 구문")],
) =>
  describeDataset({
    warnings: [],
    train,
    dev,
    test: test.map(({ id, source, sentence1, sentence2 }) => ({ id, source, sentence1, sentence2 })),
  });
/** The ids of a kind's examples. */
const idsOf = (findings: readonly { kind: string; examples: readonly { ids: readonly string[] }[] }[], kind: string) =>
  findings.find((finding) => finding.kind === kind)?.examples.map(({ ids }) => ids);

describe("describeDataset", () => {
  it("tells repetitions, with the row that came before", () => {
    const train = [
      pair("a", "하나", "둘"),
      pair("b", "하나", "둘"),
      pair("c", "둘", "하나", 4),
      pair("e", "같음", "같음"),
      pair("f", "같음", "같음"),
    ];
    const { repetitions } = reportOf(train, [pair("d", "하나", "둘")], [pair("t", "둘", "하나", 1)]);
    expect(idsOf(repetitions, "repeated-pair")).toEqual([
      ["b", "a"],
      ["c", "a"],
      ["f", "e"],
    ]);
    expect(idsOf(repetitions, "pair-in-two-files")).toEqual([
      ["d", "a"],
      ["t", "a"],
    ]);
    expect(idsOf(repetitions, "swapped-pair")).toEqual([
      ["c", "a"],
      ["d", "c"],
      ["t", "a"],
    ]);
    expect(idsOf(repetitions, "contradictory-scores")).toEqual([
      ["c", "a"],
      ["d", "c"],
    ]);
    expect(repetitions[0]).toMatchObject({ rows: { train: 3, dev: 0, test: 0 } });
    expect(repetitions[3]?.examples[0]?.scores).toEqual([4, 3]);
  });

  it("tells of a pair that comes many times, whose rows would not fit beside each other", () => {
    const rows = 20_000;
    const train = Array.from({ length: rows }, (_, row) => pair(`t${row}`, "네", "네", row === 3 ? 4 : 3));
    const { repetitions } = reportOf(train);
    expect(repetitions.map((finding) => finding.rows.train)).toEqual([rows - 1, 0, 0, rows - 3]);
    expect(idsOf(repetitions, "contradictory-scores")?.slice(0, 2)).toEqual([
      ["t3", "t0"],
      ["t4", "t3"],
    ]);
  });

  it("counts rows that share sentences with another file", () => {
    const train = [pair("a", "하나", "둘"), pair("b", "셋", "넷 다섯.")];
    const dev = [
      pair("d0", "둘", "여섯"),
      pair("d1", "넷다섯", "일곱"),
      pair("d2", "셋", "하나"),
      pair("d3", "여덟", "아홉"),
    ];
    expect(reportOf(train, dev, [pair("t", "여섯", "둘")]).sharing).toMatchObject([
      { file: "dev", with: "train", of: 4, rows: 2, both: 1, loosely: 3 },
      { file: "test", with: "train", of: 1, rows: 1, both: 0, loosely: 1 },
      { file: "test", with: "dev", of: 1, rows: 1, both: 1, loosely: 1 },
    ]);
  });

  it("tells sentences that differ in spaces or punctuation alone, or not at all", () => {
    const train = [
      pair("a", "아버지가 방에", "아버지 가방에"),
      pair("b", "비가 온다.", "비가온다"),
      pair("c", "비가 온다.", "비가 온다", 5),
      pair("d", "눈이 온다.", "눈이 온다.", 4.5),
      pair("e", "해가 뜬다.", "해가 뜬다.", 5),
    ];
    const { likeness } = reportOf(train, [pair("x", "하나", "둘")]);
    expect(idsOf(likeness, "spacing-only")).toEqual([["a"]]);
    expect(idsOf(likeness, "punctuation-only")).toEqual([["b"], ["c"]]);
    expect(idsOf(likeness, "equal-below-five")).toEqual([["d"]]);
  });

  it.each([
    ["latin-only", "Hello, world 3", "Hello 세계"],
    ["no-letters", "----- 12", "가 12"],
    ["hanja", "大韓民國 만세", "대한민국 만세"],
    ["kana", "오늘은 すし", "오늘은 스시"],
    ["lone-jamo", "재밌다 ㅋㅋ", "재밌다 키키"],
    ["lone-jamo", "\u1100가나다", "가나다".normalize("NFD")],
    ["emoji", "좋아요 👍", "좋아요 ©"],
    ["emoji", "사랑해요 ❤️", "사랑해요 #1"],
    ["control", "첫 줄\n둘째 줄", "첫 줄 둘째 줄"],
    ["invisible", "보이지\u200b않는", "보이지 않는"],
    ["unassigned", "사용자 \ue000 정의", "사용자 정의"],
    ["unassigned", "깨진 \ufffd 글자", "깨진 글자"],
    ["decomposed", "풀어쓰기".normalize("NFD"), "풀어쓰기"],
    ["long", "가".repeat(201), "가".repeat(200)],
    ["short", "네 네.", "네 네네."],
  ])("tells what is %s: %j", (kind, odd, plain) => {
    const ids = idsOf(reportOf([pair("a", "보통 문장", odd), pair("b", plain, "보통 문장")]).oddities, kind);
    expect(ids).toEqual([["a"]]);
  });

  it("summarises scores and lengths", () => {
    const train = [pair("a", "하나 둘", "셋", 0.4), pair("b", "하나 둘 셋", "넷", 2.5), pair("c", "다섯👍", "여섯", 5)];
    const report = reportOf(train.map((each, index) => ({ ...each, source: index === 1 ? "x" : "y" })));
    expect(report.rows).toEqual({ train: 3, dev: 1, test: 1 });
    expect(report.scores.slice(0, 3).map(({ source, pairs, counts }) => [source, pairs, counts])).toEqual([
      [null, 3, [1, 0, 0, 1, 0, 1]],
      ["y", 2, [1, 0, 0, 0, 0, 1]],
      ["x", 1, [0, 0, 0, 1, 0, 0]],
    ]);
    expect(report.scores[0]?.mean).toBeCloseTo(7.9 / 3);
    expect(report.scores[1]?.standardDeviation).toBeCloseTo(2.3);
    expect(report.lengths[0]).toEqual({
      file: "train",
      unit: "characters",
      minimum: 1,
      median: 2,
      percentile95: 6,
      maximum: 6,
    });
    expect(report.lengths[1]).toMatchObject({ unit: "words", minimum: 1, median: 1, maximum: 3 });
    expect(report.lengthBins[0]).toEqual({ from: 0, to: 9, sentences: 10 });
  });

  it("infers the threshold of binary-label, and names rows that break it", () => {
    const train = [0, 1, 2, 3, 4, 5].map((score) => pair(`p${score}`, `문장 ${score}`, `글 ${score}`, score));
    const { binaryLabel } = reportOf([...train, { ...pair("bad", "하나", "둘", 4.5), binaryLabel: 0 }]);
    expect(binaryLabel.threshold).toBe(3);
    expect(binaryLabel.broken).toMatchObject({
      rows: { train: 1, dev: 0, test: 0 },
      examples: [{ ids: ["bad"], scores: [4.5] }],
    });
  });

  it("has no threshold where binary-label is 0 everywhere", () => {
    const plain = [pair("a", "하나", "둘", 1)];
    expect(reportOf(plain, plain).binaryLabel).toMatchObject({ threshold: null, broken: { examples: [] } });
  });

  it("keeps five examples and counts the rest", () => {
    const [finding] = reportOf(Array.from({ length: 8 }, (_, index) => pair(`p${index}`, "하나", "둘"))).repetitions;
    expect(finding?.examples).toHaveLength(5);
    expect(finding?.rows.train).toBe(7);
  });
});
