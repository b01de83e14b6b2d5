import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { isotonicFit } from "./index.ts";

describe("isotonicFit", () => {
  const { x, y, weights, places } = golden.isotonic;

  it.each([["plain", undefined] as const, ["weighted", weights] as const])(
    `gives the curve of ${golden.isotonic.tool}, rows of equal x included: %s`,
    (name, given) => {
      const { predict } = isotonicFit(x, y, given);
      places.forEach((place, index) => {
        expect(predict(place)).toBeCloseTo(golden.isotonic[name][index] ?? NaN, 10);
      });
    },
  );

  it("follows what rises, and is level where all falls", () => {
    expect(isotonicFit([3, 1, 2], [5, 1, 2])).toMatchObject({ x: [1, 2, 3], y: [1, 2, 5] });
    expect(isotonicFit([1, 2, 3], [3, 2, 1])).toMatchObject({ x: [1, 3], y: [2, 2] });
    expect(isotonicFit([1, 1], [0, 4]).predict(9)).toBe(2);
  });

  it("refuses weights that are none", () => {
    expect(() => isotonicFit([1, 2], [1, 2], [1, 0])).toThrow(/found weight 0 at row 2/);
    expect(() => isotonicFit([1, 2], [1, 2], [1])).toThrow(/found weight undefined at row 2/);
  });
});
