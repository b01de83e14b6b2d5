import { expect, it } from "vitest";
import { coarseLength, lengthsOf, lengthsToPredict, paddedLength } from "./padded-length.ts";

it.each([
  [1, 4],
  [4, 4],
  [5, 8],
  [33, 36],
  [64, 64],
  [65, 72],
  [129, 144],
  [257, 288],
  [512, 512],
])("pads %d tokens to %d", (tokens, length) => {
  expect(paddedLength(tokens, 512)).toBe(length);
});

it("pads to no more than the longest length there is", () => {
  expect(paddedLength(66, 70)).toBe(70);
  expect(paddedLength(2, 3)).toBe(3);
});

it("adds at most an eighth from 32 tokens on, and has few lengths", () => {
  const lengths = Array.from({ length: 481 }, (_, index) => [index + 32, paddedLength(index + 32, 512)] as const);
  for (const [tokens, length] of lengths) expect(length / tokens).toBeLessThanOrEqual(1.125);
  expect(new Set(lengths.map(([, length]) => length)).size).toBe(33);
});

it("has few lengths for engines to which each is seconds", () => {
  const lengths = Array.from({ length: 128 }, (_, index) => coarseLength(index + 1, 128));
  expect([...new Set(lengths)]).toEqual([16, 24, 32, 48, 64, 96, 128]);
  for (const [index, length] of lengths.entries()) expect(length).toBeGreaterThan(index);
  expect(coarseLength(100, 110)).toBe(110);
  const engines = [{ anyLength: true }, {}, { mostLengths: 8 }];
  expect(engines.map((engine) => lengthsOf(engine, 128)(33))).toEqual([36, 36, 48]);
  expect(engines.map((engine) => lengthsToPredict(engine, 128)(33))).toEqual([33, 36, 48]);
  expect(lengthsToPredict({ anyLength: true }, 32)(33)).toBe(32);
});
