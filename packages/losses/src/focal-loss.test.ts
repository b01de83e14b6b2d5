import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import golden from "../fixtures/losses.json" with { type: "json" };
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { focalLoss } from "./focal-loss.ts";

describeLoss("focalLoss", () => focalLoss(), { targets: "binary" });
describeLoss("focalLoss with unequal weights", () => focalLoss({ alpha: 0.3, gamma: 0.5 }), { targets: "binary" });

describe("focalLoss", () => {
  itGivesGoldenValue("focalLoss", focalLoss({ gamma: 1.5, alpha: 0.3 }));
  itGivesGoldenValue("focalLoss, labels alike", focalLoss({ gamma: 1.5 }));

  it("is cross-entropy where gamma is 0", () => {
    const { predictions, targets, value } = golden.losses.binaryCrossEntropyLoss;
    expect(valueOf(focalLoss({ gamma: 0 }), predictions, targets)).toBeCloseTo(value, 5);
  });

  it("stays finite, with finite gradients, at logits of a thousand", () => {
    for (const gamma of [0.5, 2]) {
      expect(valueOf(focalLoss({ gamma }), [1000, -1000], [0, 1])).toBe(1000);
      expect(gradientOf(focalLoss({ gamma }), [1000, -1000], [0, 1])).toEqual([0.5, -0.5]);
      expect(valueOf(focalLoss({ gamma }), [1000, -1000], [1, 0])).toBe(0);
      expect(gradientOf(focalLoss({ gamma }), [1000, -1000], [1, 0]).map(Math.abs)).toEqual([0, 0]);
    }
  });

  it.each([
    [{ gamma: -1 }, /gamma -1, expected a finite number from 0 on/],
    [{ gamma: Infinity }, /gamma Infinity/],
    [{ alpha: 0 }, /alpha 0, expected above 0 and below 1/],
    [{ alpha: 1 }, /alpha 1/],
    [{ alpha: NaN }, /alpha NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => focalLoss(options)).toThrow(message);
  });
});
