import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { pearsonLoss } from "./pearson-loss.ts";

describeLoss("pearsonLoss", () => pearsonLoss());

describe("pearsonLoss", () => {
  itGivesGoldenValue("pearsonLoss", pearsonLoss());

  it("is 0 on a perfect line, 2 on a falling one and 1 on a constant batch", () => {
    expect(valueOf(pearsonLoss(), [1, 2, 3], [2, 4, 6])).toBeCloseTo(0, 6);
    expect(valueOf(pearsonLoss(), [1, 2, 3], [5, 3, 1])).toBeCloseTo(2, 6);
    expect(valueOf(pearsonLoss(), [2, 2, 2], [1, 3, 5])).toBe(1);
  });

  it("stays finite at huge predictions", () => {
    expect(valueOf(pearsonLoss(), [1e8, -1e8, 3e8], [2, 0, 4])).toBeCloseTo(0, 6);
  });
});
