import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { ordinalLoss } from "./ordinal-loss.ts";

describeLoss("ordinalLoss", () => ordinalLoss({ scale: 1 }));

describe("ordinalLoss", () => {
  itGivesGoldenValue("ordinalLoss", ordinalLoss({ thresholds: [1, 2.2, 4.5], scale: 3 }));

  it("puts a score that is a threshold below it", () => {
    expect(valueOf(ordinalLoss({ thresholds: [2] }), [-100], [2])).toBeCloseTo(0, 10);
    expect(valueOf(ordinalLoss({ thresholds: [2] }), [100], [2])).toBeCloseTo(4 * 98, 3);
  });

  it("does not overflow at predictions of a thousand, on either side", () => {
    expect(valueOf(ordinalLoss({ scale: 1 }), [1000], [5])).toBe(0);
    expect(valueOf(ordinalLoss({ scale: 1 }), [-1000], [5])).toBe(1002.5);
    expect(gradientOf(ordinalLoss({ scale: 1 }), [-1000], [5])[0]).toBeCloseTo(-1, 6);
  });

  it("has a gradient on a threshold: half the scale, towards the target", () => {
    const loss = ordinalLoss({ thresholds: [2.5], scale: 3 });
    expect(gradientOf(loss, [2.5, 2.5], [5, 0])).toEqual([-0.75, 0.75]);
  });

  it.each([
    [{ thresholds: [] }, /thresholds \[\], expected rising numbers between 0 and 5/],
    [{ thresholds: [0, 2] }, /thresholds \[0, 2\]/],
    [{ thresholds: [2, 2] }, /thresholds \[2, 2\]/],
    [{ thresholds: [1, NaN] }, /thresholds \[1, NaN\]/],
    [{ scale: 0 }, /scale 0, expected a finite number above 0/],
  ])("refuses %o", (options, message) => {
    expect(() => ordinalLoss(options)).toThrow(message);
  });
});
