import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { gradientOf, itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { binaryCrossEntropyLoss } from "./binary-cross-entropy-loss.ts";

describeLoss("binaryCrossEntropyLoss", () => binaryCrossEntropyLoss(), { targets: "binary" });

describe("binaryCrossEntropyLoss", () => {
  itGivesGoldenValue("binaryCrossEntropyLoss", binaryCrossEntropyLoss());

  it("does not overflow at logits of a thousand", () => {
    expect(valueOf(binaryCrossEntropyLoss(), [1000, -1000], [0, 1])).toBe(1000);
    expect(valueOf(binaryCrossEntropyLoss(), [1000, -1000], [1, 0])).toBe(0);
    expect(gradientOf(binaryCrossEntropyLoss(), [1000, -1000], [0, 1])).toEqual([0.5, -0.5]);
    expect(gradientOf(binaryCrossEntropyLoss(), [1000, -1000], [1, 0]).map(Math.abs)).toEqual([0, 0]);
  });

  it("has the gradient sigmoid(x) - t at a logit of 0 too, where a head starts", () => {
    expect(gradientOf(binaryCrossEntropyLoss(), [0, 0], [1, 0])).toEqual([-0.25, 0.25]);
  });
});
