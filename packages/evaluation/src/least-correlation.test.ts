import { describe, expect, it } from "vitest";
import golden from "../fixtures/distributions.json" with { type: "json" };
import { leastCorrelation } from "./index.ts";

describe("leastCorrelation", () => {
  it.each(golden.leastCorrelations)(`gives the value of ${golden.tool}: $r13 and $r23`, ({ r13, r23, least }) => {
    expect(leastCorrelation(r13, r23)).toBeCloseTo(least, 12);
    expect(leastCorrelation(r23, r13)).toBe(leastCorrelation(r13, r23));
  });

  it("leaves two lists no choice that say what the third says, or the contrary, and all of it where they say nothing", () => {
    expect(leastCorrelation(1, 1)).toBe(1);
    expect(leastCorrelation(1, -1)).toBe(-1);
    expect(leastCorrelation(0, 0)).toBe(-1);
  });

  it.each([NaN, 1.01, -Infinity])("refuses %d", (r) => {
    expect(() => leastCorrelation(r, 0)).toThrow(/found correlation/);
  });
});
