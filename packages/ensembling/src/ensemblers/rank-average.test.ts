import { describeEnsembler } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { golden, goldenGold, goldenMembers, goldOf, memberOf, unseenMembers, valuesOf } from "../../test/golden.ts";
import { rankAverage } from "../index.ts";

describeEnsembler("rankAverage", rankAverage);

describe("rankAverage", () => {
  it(`gives the predictions of ${golden.scipy} and ${golden.sklearn}`, () => {
    const predictions = valuesOf(rankAverage().fit(goldenMembers, goldenGold).combine(unseenMembers));
    golden.rankAverage.forEach((prediction, row) => {
      expect(predictions[row]).toBeCloseTo(prediction, 10);
    });
  });

  it("does not mind how a member's scale is bent", () => {
    const [plain, bent] = [
      [1, 2, 3, 4],
      [1, 2, 30, 4e9],
    ].map((values) => {
      const members = [memberOf(values), memberOf([2, 1, 4, 3])];
      return valuesOf(
        rankAverage()
          .fit(members, goldOf([0, 1, 3, 5]))
          .combine(members),
      );
    });
    expect(bent).toEqual(plain);
  });
});
