import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { armInterval } from "./index.ts";

const rng = createRng(1);
const gold = Array.from({ length: 2000 }, () => rng.normal());
const seedOf = (r: number): number[] => gold.map((score) => r * score + Math.sqrt(1 - r * r) * rng.normal());

describe("armInterval", () => {
  it("of one seed has the standard error of a correlation of normal values", () => {
    const { estimate, low, high, perSeed } = armInterval({ name: "a", seeds: [seedOf(0.8)] }, gold);
    expect(perSeed).toEqual([estimate]);
    expect((high - low) / (2 * 1.96 * ((1 - estimate ** 2) / Math.sqrt(2000)))).toBeCloseTo(1, 1);
  });

  it("of several is wide where seeds differ", () => {
    const { estimate, low, high, perSeed } = armInterval({ name: "a", seeds: [seedOf(0.7), seedOf(0.9)] }, gold);
    expect(estimate).toBeCloseTo(((perSeed[0] ?? NaN) + (perSeed[1] ?? NaN)) / 2, 12);
    // t of one degree of freedom is 12.7; the standard error of seeds alone is 0.1.
    expect(high - low).toBeGreaterThan(2);
  });

  it("has no width where predictions are gold itself", () => {
    const { low, high } = armInterval({ name: "a", seeds: [gold, gold] }, gold);
    expect(low).toBeCloseTo(1, 9);
    expect(high).toBeCloseTo(1, 9);
  });

  it("refuses no seeds, a constant seed, three examples and a level out of range", () => {
    expect(() => armInterval({ name: "a", seeds: [] }, gold)).toThrow(/armInterval: "a" has no seeds/);
    expect(() => armInterval({ name: "a", seeds: [gold.map(() => 1)] }, gold)).toThrow(
      /armInterval, seed 1 of "a": .* all the same/,
    );
    expect(() => armInterval({ name: "a", seeds: [[1, 2, 3]] }, [1, 2, 3])).toThrow(/armInterval: found 3 examples/);
    expect(() => armInterval({ name: "a", seeds: [gold] }, gold, { level: 1 })).toThrow(/level/);
  });
});
