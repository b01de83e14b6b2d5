import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { mseLoss } from "./mse-loss.ts";

describeLoss("mseLoss", () => mseLoss());

describe("mseLoss", () => {
  itGivesGoldenValue("mseLoss", mseLoss());

  it("is exact at large errors", () => {
    expect(valueOf(mseLoss(), [1e6, 0], [0, 0])).toBeCloseTo(5e11, -6);
  });
});
