import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { maeLoss } from "./mae-loss.ts";

describeLoss("maeLoss", () => maeLoss());

describe("maeLoss", () => {
  itGivesGoldenValue("maeLoss", maeLoss());

  it("is exact at huge errors", () => {
    expect(valueOf(maeLoss(), [1e20, 0], [0, 0])).toBeCloseTo(5e19, -14);
  });

  it("pulls a prediction that is right to neither side, as torch does", () => {
    expect(gradientOf(maeLoss(), [2, 3, 1], [2, 2, 2])).toEqual([0, 1, -1].map((sign) => Math.fround(sign / 3)));
  });
});
