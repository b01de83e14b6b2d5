import { cpuBackend, describeVectorLoss } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { itGivesGoldenTripletValue, itGivesGoldenVectorValue, vectorValueOf } from "../test/golden.ts";
import { multipleNegativesRankingLoss } from "./multiple-negatives-ranking-loss.ts";

describeVectorLoss("multipleNegativesRankingLoss", () => multipleNegativesRankingLoss({ positiveFrom: 2, scale: 2 }));
describeVectorLoss("multipleNegativesRankingLoss, symmetric", () =>
  multipleNegativesRankingLoss({ positiveFrom: 2, scale: 2, symmetric: true }),
);

for (const symmetric of [false, true]) {
  const makeLoss = () => multipleNegativesRankingLoss({ positiveFrom: 2, scale: 2, symmetric });
  describeVectorLoss("multipleNegativesRankingLoss", makeLoss, { hardNegatives: true });
}

describe("multipleNegativesRankingLoss", () => {
  beforeAll(cpuBackend);
  const [all, some] = [{ positiveFrom: 0 }, { positiveFrom: 3.4 }];
  itGivesGoldenVectorValue("multipleNegativesRankingLoss", multipleNegativesRankingLoss(all));
  itGivesGoldenVectorValue(
    "multipleNegativesRankingLoss, symmetric",
    multipleNegativesRankingLoss({ ...all, symmetric: true }),
  );
  itGivesGoldenVectorValue("multipleNegativesRankingLoss, some rows", multipleNegativesRankingLoss(some));
  itGivesGoldenVectorValue(
    "multipleNegativesRankingLoss, some rows, symmetric",
    multipleNegativesRankingLoss({ ...some, symmetric: true }),
  );

  itGivesGoldenTripletValue("multipleNegativesRankingLoss", multipleNegativesRankingLoss(all));
  itGivesGoldenTripletValue(
    "multipleNegativesRankingLoss, symmetric",
    multipleNegativesRankingLoss({ ...all, symmetric: true }),
  );
  itGivesGoldenTripletValue("multipleNegativesRankingLoss, some rows", multipleNegativesRankingLoss(some));

  const crossed = {
    sentence1: [
      [1, 0],
      [-1, 0],
    ],
    sentence2: [
      [-1, 0],
      [1, 0],
    ],
  };
  it("does not overflow at a scale of ten thousand", () => {
    const loss = multipleNegativesRankingLoss({ positiveFrom: 0, scale: 1e4 });
    expect(vectorValueOf(loss, crossed, [5, 5])).toBe(2e4);
  });

  it("is as far as it can be where a hard negative is the sentence itself, and does not overflow", () => {
    const loss = multipleNegativesRankingLoss({ positiveFrom: 0, scale: 1e4 });
    const { sentence1, sentence2 } = crossed;
    const apart = { sentence1: sentence1.slice(0, 1), sentence2: sentence2.slice(0, 1) };
    expect(vectorValueOf(loss, { ...apart, hardNegative: apart.sentence1 }, [5])).toBe(2e4);
    expect(vectorValueOf(loss, { ...apart, hardNegative: apart.sentence2 }, [5])).toBeCloseTo(Math.LN2, 6);
  });

  it("is 0 where no row is positive", () => {
    expect(vectorValueOf(multipleNegativesRankingLoss({ positiveFrom: 3 }), crossed, [2.9, 0])).toBeCloseTo(0, 10);
  });

  it("is log 2 where two rows are the same: each is the other's wrong answer", () => {
    const same = {
      sentence1: [
        [1, 2],
        [1, 2],
      ],
      sentence2: [
        [2, 1],
        [2, 1],
      ],
    };
    expect(vectorValueOf(multipleNegativesRankingLoss({ positiveFrom: 4 }), same, [5, 5])).toBeCloseTo(Math.LN2, 6);
  });

  it.each([
    [{ positiveFrom: -1 }, /positiveFrom -1, expected a score from 0 to 5/],
    [{ positiveFrom: 5.5 }, /positiveFrom 5.5/],
    [{ positiveFrom: NaN }, /positiveFrom NaN/],
    [{ positiveFrom: 4, scale: 0 }, /scale 0, expected a finite number above 0/],
  ])("refuses %o", (options, message) => {
    expect(() => multipleNegativesRankingLoss(options)).toThrow(message);
  });
});
