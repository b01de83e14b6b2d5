import { cpuBackend, describeVectorLoss } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { itGivesGoldenVectorValue, vectorValueOf } from "../test/golden.ts";
import { cosineSimilarityLoss } from "./cosine-similarity-loss.ts";

describeVectorLoss("cosineSimilarityLoss", cosineSimilarityLoss);

describe("cosineSimilarityLoss", () => {
  beforeAll(cpuBackend);
  itGivesGoldenVectorValue("cosineSimilarityLoss", cosineSimilarityLoss());

  it("is 0 where cosines are scores, and 4 where a pair of score 5 points in opposite directions", () => {
    const right = {
      sentence1: [
        [2, 0],
        [0, 3],
      ],
      sentence2: [
        [5, 0],
        [1, 0],
      ],
    };
    expect(vectorValueOf(cosineSimilarityLoss(), right, [5, 0])).toBeCloseTo(0, 6);
    expect(vectorValueOf(cosineSimilarityLoss(), { sentence1: [[1e6, 0]], sentence2: [[-1e-6, 0]] }, [5])).toBeCloseTo(
      4,
    );
  });
});
