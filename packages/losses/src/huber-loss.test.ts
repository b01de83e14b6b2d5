import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesTorchsValue, valueOf } from "../test/golden.ts";
import { huberLoss } from "./huber-loss.ts";

describeLoss("huberLoss", () => huberLoss());

describe("huberLoss", () => {
  itGivesTorchsValue("huberLoss", huberLoss({ delta: 0.7 }));

  it("is linear far out", () => {
    expect(valueOf(huberLoss({ delta: 2 }), [1e6], [0])).toBeCloseTo(2 * (1e6 - 1), 0);
  });

  it.each([0, -1, NaN])("refuses delta %d", (delta) => {
    expect(() => huberLoss({ delta })).toThrow(/delta .*expected a number above 0/);
  });
});
