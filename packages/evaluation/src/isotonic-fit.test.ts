import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { isotonicFit } from "./index.ts";

describe("isotonicFit", () => {
  it(`gives the curve of ${golden.isotonic.tool}, rows of equal x included`, () => {
    const { x, y, places, curve } = golden.isotonic;
    const { predict } = isotonicFit(x, y);
    places.forEach((place, index) => {
      expect(predict(place)).toBeCloseTo(curve[index] ?? NaN, 10);
    });
  });

  it("follows what rises, and is level where all falls", () => {
    expect(isotonicFit([3, 1, 2], [5, 1, 2])).toMatchObject({ x: [1, 2, 3], y: [1, 2, 5] });
    expect(isotonicFit([1, 2, 3], [3, 2, 1])).toMatchObject({ x: [1, 3], y: [2, 2] });
    expect(isotonicFit([1, 1], [0, 4]).predict(9)).toBe(2);
  });

  it("refuses lists that do not pair up", () => {
    expect(() => isotonicFit([1, 2, 3], [1, 2])).toThrow(/isotonicFit: found 3 predictions/);
  });
});
