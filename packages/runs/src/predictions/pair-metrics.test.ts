import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { joinGold, pairMetrics } from "./pair-metrics.ts";

const pairs = [1, 2, 3, 5].map((score) => scoredPair({ id: `p${score}`, score }));
const predictions = pairs.map(({ id, score }) => ({ id, prediction: score * 2 })).toReversed();

describe("joinGold", () => {
  it("joins by id, in the order of the pairs", () => {
    expect(joinGold(predictions, pairs, "dev")).toEqual({ predictions: [2, 4, 6, 10], gold: [1, 2, 3, 5] });
  });

  it("names ids that one side lacks", () => {
    expect(() => joinGold(predictions.slice(1), pairs.slice(1), "dev")).toThrow(
      /dev predictions: 2 problems\n {2}id "p5" has no prediction\n {2}id "p1" is not in the data/,
    );
  });
});

describe("pairMetrics", () => {
  it("is 1 on a rising line", () => {
    const { pairs: count, pearson, spearman } = pairMetrics(predictions, pairs, "dev");
    expect([count, pearson.estimate, spearman.estimate].map((value) => Number(value?.toFixed(9)))).toEqual([4, 1, 1]);
  });

  it("is null of one pair, and of equal predictions", () => {
    expect(pairMetrics([{ id: "p1", prediction: 1 }], pairs.slice(0, 1), "dev").pearson.estimate).toBeNull();
    const equal = pairs.map(({ id }) => ({ id, prediction: 1 }));
    expect(pairMetrics(equal, pairs, "dev").pearson).toMatchObject({ estimate: null, low: null });
  });
});
