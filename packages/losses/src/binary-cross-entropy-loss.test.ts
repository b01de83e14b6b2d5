import { describeLoss } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { itGivesGoldenValue, valueOf } from "../test/golden.ts";
import { binaryCrossEntropyLoss } from "./binary-cross-entropy-loss.ts";

describeLoss("binaryCrossEntropyLoss", () => binaryCrossEntropyLoss(), { targets: "binary" });

describe("binaryCrossEntropyLoss", () => {
  itGivesGoldenValue("binaryCrossEntropyLoss", binaryCrossEntropyLoss());

  it("does not overflow at logits of a thousand", () => {
    expect(valueOf(binaryCrossEntropyLoss(), [1000, -1000], [0, 1])).toBe(1000);
    expect(valueOf(binaryCrossEntropyLoss(), [1000, -1000], [1, 0])).toBe(0);
  });
});
