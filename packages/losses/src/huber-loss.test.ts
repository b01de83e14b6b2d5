import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { huberLoss } from "./huber-loss.ts";

describeLoss("huberLoss", () => huberLoss());

describe("huberLoss", () => {
  itGivesGoldenValue("huberLoss", huberLoss({ delta: 0.7 }));

  it("is linear far out", () => {
    expect(valueOf(huberLoss({ delta: 2 }), [1e6], [0])).toBeCloseTo(2 * (1e6 - 1), 0);
  });

  it.each([0, -1, NaN, Infinity])("refuses delta %d", (delta) => {
    expect(() => huberLoss({ delta })).toThrow(/delta .*expected a finite number above 0/);
  });
});
