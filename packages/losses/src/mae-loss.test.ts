import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { maeLoss } from "./mae-loss.ts";

describeLoss("maeLoss", () => maeLoss());

describe("maeLoss", () => {
  itGivesGoldenValue("maeLoss", maeLoss());

  it("is exact at huge errors", () => {
    expect(valueOf(maeLoss(), [1e20, 0], [0, 0])).toBeCloseTo(5e19, -14);
  });
});
