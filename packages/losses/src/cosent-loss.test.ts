import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { cosentLoss } from "./cosent-loss.ts";

describeLoss("cosentLoss", () => cosentLoss({ scale: 1 }));

describe("cosentLoss", () => {
  itGivesGoldenValue("cosentLoss", cosentLoss());

  it("is 0 where no two targets differ", () => {
    expect(valueOf(cosentLoss(), [1, 4, 2], [3, 3, 3])).toBeCloseTo(0, 10);
  });

  it("does not overflow at predictions of ten thousand, in the wrong order or the right one", () => {
    expect(valueOf(cosentLoss(), [1e4, 0], [0, 5])).toBe(4e4);
    expect(gradientOf(cosentLoss(), [1e4, 0], [0, 5])).toEqual([4, -4]);
    expect(valueOf(cosentLoss(), [0, 1e4], [0, 5])).toBeCloseTo(0, 10);
    expect(gradientOf(cosentLoss(), [0, 1e4], [0, 5]).map(Math.abs)).toEqual([0, 0]);
  });

  it.each([0, -1, NaN, Infinity])("refuses scale %d", (scale) => {
    expect(() => cosentLoss({ scale })).toThrow(/scale .*expected a finite number above 0/);
  });
});
