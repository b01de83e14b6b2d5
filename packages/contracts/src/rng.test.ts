import { describe, expect, it } from "vitest";
import { createRng } from "./rng.ts";

describe("createRng", () => {
  it("repeats the stream of a seed and differs between seeds", () => {
    const draw = (seed: number): number[] => {
      const rng = createRng(seed);
      return Array.from({ length: 5 }, () => rng.uniform());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("forks without advancing", () => {
    const forked = createRng(7);
    forked.fork("noise").uniform();
    expect(forked.uniform()).toBe(createRng(7).uniform());
    expect(createRng(7).fork("a").uniform()).not.toBe(createRng(7).fork("b").uniform());
  });

  it("has the moments of its distributions", () => {
    const rng = createRng(3);
    const draws = 20_000;
    const normals = Array.from({ length: draws }, () => rng.normal());
    const mean = normals.reduce((sum, x) => sum + x, 0) / draws;
    const variance = normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws;
    // Five standard errors: 5 / sqrt(n), 5 * sqrt(2 / n).
    expect(Math.abs(mean)).toBeLessThan(0.036);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    const counts = [0, 0, 0];
    for (let i = 0; i < 3000; i++) {
      const face = rng.integer(3);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });

  it("shuffles a copy that keeps every item", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = createRng(1).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });
});
