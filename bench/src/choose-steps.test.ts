import { describe, expect, it } from "vitest";
import { chooseSteps } from "./choose-steps.ts";

/** Batches of one index each; their padded lengths run 0 .. 5, and 6 comes once. */
const batches = [[60], ...Array.from({ length: 60 }, (_, index) => [index])];
const paddedLengthOf = ([index = 0]: readonly number[]): number => (index === 60 ? 6 : Math.min(index % 7, 5));

describe("chooseSteps", () => {
  const { warmup, measured } = chooseSteps(batches, paddedLengthOf);

  it("warms up each of the five most frequent lengths once, and measures 40 batches of these alone", () => {
    const warm = warmup.map(paddedLengthOf);
    expect(new Set(warm).size).toBe(5);
    expect(warm).toHaveLength(5);
    expect(measured).toHaveLength(40);
    expect(measured.filter((batch) => !warm.includes(paddedLengthOf(batch)))).toEqual([]);
  });

  it("keeps the epoch's order", () => {
    expect(measured).toEqual(batches.filter((batch) => measured.includes(batch)));
  });
});
