import { describe, expect, it } from "vitest";
import golden from "../fixtures/distributions.json" with { type: "json" };
import { distributionGap } from "./index.ts";

describe("distributionGap", () => {
  it.each(golden.cases)(`gives the value of ${golden.tool}: $name`, ({ a, b, distance, band }) => {
    const found = distributionGap(a, b, golden.level);
    expect(found.distance).toBeCloseTo(distance, 12);
    expect(found.band).toBeCloseTo(band, 9);
  });

  it("is the same from both sides, and 1 where nothing is shared, however far apart", () => {
    const [plain] = golden.cases;
    if (plain === undefined) throw new Error("no cases");
    const { a, b } = plain;
    expect(distributionGap(b, a)).toEqual(distributionGap(a, b));
    expect(distributionGap([-1e300], [1e300]).distance).toBe(1);
  });

  it.each([
    [[], [1], /found no values/],
    [[1], [NaN], /found NaN, expected finite numbers/],
    [[1], [Infinity], /found Infinity/],
  ])("refuses %j beside %j", (a, b, message) => {
    expect(() => distributionGap(a, b)).toThrow(message);
  });
});
