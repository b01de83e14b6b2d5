import { cpuBackend, describeVectorLoss } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { itGivesGoldenVectorValue, vectorValueOf } from "../test/golden.ts";
import { contrastiveLoss } from "./contrastive-loss.ts";

describeVectorLoss("contrastiveLoss", () => contrastiveLoss());

describe("contrastiveLoss", () => {
  beforeAll(cpuBackend);
  itGivesGoldenVectorValue("contrastiveLoss", contrastiveLoss({ margin: 0.9 }));

  it("costs nothing beyond the margin, and 2 where a similar pair points in opposite directions", () => {
    const opposite = { sentence1: [[1, 0]], sentence2: [[-1, 0]] };
    expect(vectorValueOf(contrastiveLoss(), opposite, [0])).toBe(0);
    expect(vectorValueOf(contrastiveLoss(), opposite, [1])).toBeCloseTo(2, 6);
  });

  it.each([0, -1, NaN, 2.1])("refuses margin %d", (margin) => {
    expect(() => contrastiveLoss({ margin })).toThrow(/margin .*expected above 0 up to 2/);
  });
});
