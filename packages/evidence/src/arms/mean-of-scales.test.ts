import { describe, expect, it } from "vitest";
import { meanOfScales } from "./mean-of-scales.ts";

describe("meanOfScales", () => {
  it("counts members alike, whatever their scale", () => {
    const [a, b] = [
      [1, 2, 3],
      [-300, 0, 300],
    ];
    const expected = [-1, 0, 1].map((value) => value * Math.sqrt(1.5));
    for (const members of [[a], [b], [a, b]]) {
      for (const [row, value] of meanOfScales(members).entries()) {
        expect(value).toBeCloseTo(expected[row] ?? NaN, 12);
      }
    }
  });

  it("refuses members of two lengths, and one without a spread", () => {
    expect(() =>
      meanOfScales([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow(/found members of 3 and of 2 predictions/);
    expect(() => meanOfScales([[2, 2, 2]])).toThrow(/all equal/);
  });
});
