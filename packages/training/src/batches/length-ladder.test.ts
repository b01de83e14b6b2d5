import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { lengthLadder, lengthOn } from "./length-ladder.ts";

const total = (longest: readonly number[], ladder: readonly number[]): number =>
  longest.reduce((sum, tokens) => sum + lengthOn(ladder, 512)(tokens), 0);

/** Every way to pick so many of the lengths below the last. */
function subsets(lengths: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return lengths.flatMap((length, at) => subsets(lengths.slice(at + 1), size - 1).map((rest) => [length, ...rest]));
}

describe("lengthLadder", () => {
  it("takes one length where all batches are alike, and as many as keep padding below a tenth", () => {
    expect(lengthLadder([30, 31, 32, 32], 8)).toEqual([32]);
    expect(lengthLadder([16, 16, 16, 64], 8)).toEqual([16, 64]);
    const longest = Array.from({ length: 400 }, (_, index) => 12 + (index % 85));
    const ladder = lengthLadder(longest, 8);
    expect(ladder.length).toBeLessThanOrEqual(8);
    const sum = longest.reduce((all, tokens) => all + tokens, 0);
    expect(total(longest, ladder)).toBeLessThanOrEqual(1.1 * sum);
    expect(total(longest, lengthLadder(longest, ladder.length - 1))).toBeGreaterThan(1.1 * sum);
  });

  it("pads the least that so many lengths can, as trying all of them shows", () => {
    const rng = createRng(7);
    for (let round = 0; round < 20; round++) {
      const longest = Array.from({ length: 12 }, () => 4 * (1 + rng.integer(40)));
      const lengths = [...new Set(longest)].toSorted((a, b) => a - b);
      const top = lengths.at(-1) ?? 0;
      const ladder = lengthLadder(longest, 3);
      const ways = [0, 1, 2].flatMap((size) => subsets(lengths.slice(0, -1), size).map((below) => [...below, top]));
      const least = Math.min(...ways.map((way) => total(longest, way)));
      const bearable = 1.1 * longest.reduce((sum, tokens) => sum + tokens, 0);
      expect(total(longest, ladder)).toBeLessThanOrEqual(Math.max(least, bearable));
      if (least > bearable) expect(total(longest, ladder)).toBe(least);
    }
  });

  it("gives no more than it is asked for", () => {
    expect(lengthLadder([4, 8, 16, 32, 64, 128, 256], 2)).toHaveLength(2);
    expect(lengthLadder([4, 256], 1)).toEqual([256]);
  });
});

it("a batch gets the least length that holds it, and never more than the longest there is", () => {
  const on = lengthOn([16, 32, 72], 70);
  expect([1, 16, 17, 33, 70].map(on)).toEqual([16, 16, 32, 70, 70]);
});
