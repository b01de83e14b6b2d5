import { describe, expect, it } from "vitest";
import { golden } from "../../test/golden.ts";
import { fitScaling, SCALINGS } from "./scaling.ts";

describe("fitScaling", () => {
  const { fitted, values, ...expected } = golden.scalings;
  it.each(["minMax", "standard"] as const)(`%s gives the values of ${golden.sklearn}`, (scaling) => {
    expectValues(scaling, expected[scaling]);
  });

  it(`rank gives the values of ${golden.scipy}, ties and values between included`, () => {
    expectValues("rank", expected.rank);
  });

  function expectValues(scaling: "minMax" | "standard" | "rank", wanted: readonly number[]): void {
    const scale = fitScaling(scaling, Float64Array.from(fitted), "member");
    values.forEach((value, row) => {
      expect(scale(value)).toBeCloseTo(wanted[row] ?? NaN, 12);
    });
  }

  it("leaves predictions as they are where nothing is scaled, equal ones too", () => {
    expect(fitScaling("none", Float64Array.of(2, 2), "member")(7)).toBe(7);
  });

  it.each(SCALINGS.filter((scaling) => scaling !== "none"))(
    "%s refuses a member that is the same everywhere",
    (scaling) => {
      expect(() => fitScaling(scaling, Float64Array.of(2, 2), "mean, member 3")).toThrow(
        /mean, member 3: found 2 for every pair/,
      );
    },
  );

  it.each(SCALINGS.filter((scaling) => scaling !== "none"))(
    "%s refuses values that rounding alone tells apart",
    (scaling) => {
      expect(() => fitScaling(scaling, Float64Array.of(0.1 + 0.2, 0.3, 0.3), "mean, member 3")).toThrow(
        /for every pair/,
      );
    },
  );

  it.each(["minMax", "standard"] as const)("%s keeps its digits far from 0", (scaling) => {
    const far = fitScaling(scaling, Float64Array.of(1e9, 1e9 + 1, 1e9 + 4), "member");
    const near = fitScaling(scaling, Float64Array.of(0, 1, 4), "member");
    expect(far(1e9 + 1)).toBeCloseTo(near(1), 6);
  });

  it("gives ranks from 0 to 1 to whatever comes", () => {
    const rank = fitScaling("rank", Float64Array.of(1, 2, 3), "member");
    expect([-1e300, 1, 1.5, 3, 1e300].map(rank)).toEqual([0, 1 / 6, 1 / 3, 5 / 6, 1]);
  });
});
