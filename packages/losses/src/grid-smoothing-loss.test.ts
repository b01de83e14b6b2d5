import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { gridSmoothingLoss, huberLoss, maeLoss, mseLoss } from "./index.ts";

describeLoss("gridSmoothingLoss", () => gridSmoothingLoss({ loss: huberLoss(), step: 0.5, smoothing: 0.2 }));

describe("gridSmoothingLoss", () => {
  const options = { step: 0.2, smoothing: 0.3 };
  itGivesGoldenValue("gridSmoothingLoss of maeLoss", gridSmoothingLoss({ loss: maeLoss(), ...options }));
  itGivesGoldenValue("gridSmoothingLoss of mseLoss", gridSmoothingLoss({ loss: mseLoss(), ...options }));

  it("is the loss itself for targets on the grid, where nothing is smoothed", () => {
    const [predictions, targets] = [
      [0.3, 4.9, 1.9, 5.3],
      [0, 4.8, 2.2, 5],
    ];
    const plain = gridSmoothingLoss({ loss: maeLoss(), smoothing: 0 });
    expect(valueOf(plain, predictions, targets)).toBeCloseTo(valueOf(maeLoss(), predictions, targets), 5);
  });

  it("flattens the absolute error within a step of the target, and nowhere else", () => {
    const loss = gridSmoothingLoss({ loss: maeLoss(), step: 0.5, smoothing: 0.4 });
    expect(gradientOf(loss, [2.1], [2])[0]).toBeCloseTo(0.6, 5);
    expect(gradientOf(loss, [2.6], [2])[0]).toBeCloseTo(1, 5);
  });

  it("is exact at huge errors", () => {
    expect(valueOf(gridSmoothingLoss({ loss: maeLoss() }), [1e20, -1e20], [0, 5]) / 1e20).toBeCloseTo(1, 5);
  });

  it.each([
    [{ step: 0 }, /step 0, expected 5 divided by a whole number from 1 to 500/],
    [{ step: 0.3 }, /step 0.3/],
    [{ step: -1 }, /step -1/],
    [{ step: 1e-9 }, /step 1e-9/],
    [{ step: NaN }, /step NaN/],
    [{ smoothing: -0.1 }, /smoothing -0.1, expected from 0 to below 1/],
    [{ smoothing: 1 }, /smoothing 1/],
  ])("refuses %o", (changed, message) => {
    expect(() => gridSmoothingLoss({ loss: maeLoss(), ...changed })).toThrow(message);
  });
});
