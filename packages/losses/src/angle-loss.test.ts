import { cpuBackend, describeVectorLoss } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { itGivesGoldenVectorValue, vectorValueOf } from "../test/golden.ts";
import { angleLoss } from "./angle-loss.ts";

describeVectorLoss("angleLoss", () => angleLoss({ scale: 2 }));

describe("angleLoss", () => {
  beforeAll(cpuBackend);
  itGivesGoldenVectorValue("angleLoss", angleLoss({ scale: 7 }));

  it("does not overflow where pairs of opposite order are as far apart as they can be", () => {
    // s is 1 for sentences that are equal, and 0 for these an eighth of a turn apart.
    const vectors = {
      sentence1: [
        [1, 0],
        [1, 0],
      ],
      sentence2: [
        [1, 0],
        [1, 1],
      ],
    };
    expect(vectorValueOf(angleLoss({ scale: 1e6 }), vectors, [0, 5])).toBeCloseTo(1e6, -1);
    expect(vectorValueOf(angleLoss({ scale: 1e6 }), vectors, [5, 0])).toBeCloseTo(0, 5);
  });

  it("refuses vectors of an odd width", () => {
    const odd = { sentence1: [[1, 0, 2]], sentence2: [[1, 0, 2]] };
    expect(() => vectorValueOf(angleLoss(), odd, [1])).toThrow(/found vectors of width 3, expected an even one/);
  });

  it.each([0, -1, NaN, Infinity])("refuses scale %d", (scale) => {
    expect(() => angleLoss({ scale })).toThrow(/scale .*expected a finite number above 0/);
  });
});
