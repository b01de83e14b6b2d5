import { expect, it } from "vitest";
import { inferBinaryThreshold } from "./binary-threshold.ts";

const pairs = (...labels: (readonly [score: number, binaryLabel: 0 | 1])[]): { score: number; binaryLabel: 0 | 1 }[] =>
  labels.map(([score, binaryLabel]) => ({ score, binaryLabel }));

it.each([3, 2.5])("finds the threshold %d", (threshold) => {
  const scores = Array.from({ length: 51 }, (_, index) => index / 10);
  const labelled = scores.map((score) => ({ score, binaryLabel: score >= threshold ? (1 as const) : (0 as const) }));
  expect(inferBinaryThreshold(labelled)).toEqual({ threshold, broken: [] });
});

it("names the pairs that break the best threshold", () => {
  expect(inferBinaryThreshold(pairs([1, 0], [4, 1], [2, 1], [3, 1], [2.9, 0], [2.8, 0], [5, 1]))).toEqual({
    threshold: 3,
    broken: [2],
  });
});

it("copes with one label only", () => {
  expect(inferBinaryThreshold(pairs([1, 1], [2, 1]))).toEqual({ threshold: 1, broken: [] });
  expect(inferBinaryThreshold(pairs([1, 0], [2, 0]))).toEqual({ threshold: Infinity, broken: [] });
});
