import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { createNoisePool } from "./noise-pool.ts";

describe("createNoisePool", () => {
  it("drops the share it is asked to and keeps the mean at 1", () => {
    const pool = createNoisePool(createRng(1));
    const offset = pool.ofUpdate(1)(100_000, 0.1);
    const noise = pool.poolOf(100_000, 0.1).values.subarray(offset, offset + 100_000);
    const dropped = noise.filter((value) => value === 0).length;
    // Five standard deviations of a binomial: 5 * sqrt(n p (1 - p)) = 474.
    expect(Math.abs(dropped - 10_000)).toBeLessThan(474);
    expect([...new Set(noise)].toSorted((a, b) => a - b)).toEqual([0, Math.fround(1 / 0.9)]);
  });

  it("gives every site a window of at least its size, small sites from a small pool", () => {
    const pool = createNoisePool(createRng(1));
    const sizes = [1, 8192, 8193, 2 ** 23];
    expect(sizes.map((size) => pool.poolOf(size, 0.5).values.length)).toEqual([2 ** 19, 2 ** 19, 2 ** 23, 2 ** 24]);
    for (const size of sizes) {
      const { values } = pool.poolOf(size, 0.5);
      expect(pool.ofUpdate(1)(size, 0.5) + size).toBeLessThanOrEqual(values.length);
    }
  });

  it("follows from the seed and the update, and moves from draw to draw", () => {
    const [pool, other] = [createNoisePool(createRng(1)), createNoisePool(createRng(1))];
    pool.ofUpdate(1)(64, 0.5);
    const draw = pool.ofUpdate(2);
    const first = draw(64, 0.5);
    expect(other.ofUpdate(2)(64, 0.5)).toEqual(first);
    expect(other.ofUpdate(3)(64, 0.5)).not.toEqual(first);
    expect(draw(64, 0.5)).not.toEqual(first);
  });
});
