import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { likeLengthBatches } from "./like-length-batches.ts";

const lengths = Array.from({ length: 1003 }, (_, index) => 5 + ((index * 37) % 60));

describe("likeLengthBatches", () => {
  it("gives every item once, in batches of the size but for one", () => {
    const batches = likeLengthBatches(lengths, 8, createRng(1));
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual([...lengths.keys()]);
    expect(batches.filter((batch) => batch.length !== 8).map((batch) => batch.length)).toEqual([3]);
  });

  it("pads little: under a tenth of the tokens, where random batches pad about half", () => {
    const batches = likeLengthBatches(lengths, 8, createRng(1));
    const real = lengths.reduce((sum, length) => sum + length, 0);
    const padded = batches.reduce(
      (sum, batch) => sum + batch.length * Math.max(...batch.map((index) => lengths[index] ?? 0)),
      0,
    );
    expect(padded / real).toBeLessThan(1.1);
  });

  it("follows from the seed, and does not run from short to long", () => {
    expect(likeLengthBatches(lengths, 8, createRng(1))).toEqual(likeLengthBatches(lengths, 8, createRng(1)));
    expect(likeLengthBatches(lengths, 8, createRng(1))).not.toEqual(likeLengthBatches(lengths, 8, createRng(2)));
    const firsts = likeLengthBatches(lengths, 8, createRng(1)).map(([first = 0]) => lengths[first] ?? 0);
    expect(firsts).not.toEqual(firsts.toSorted((a, b) => a - b));
  });
});
