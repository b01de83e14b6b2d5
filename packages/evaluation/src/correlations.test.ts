import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { pearson, spearman } from "./index.ts";

describe.each([["pearson", pearson] as const, ["spearman", spearman] as const])("%s", (name, metric) => {
  it.each(golden.cases)(`gives the value of ${golden.tool}: $name`, (expected) => {
    expect(metric(expected.predictions, expected.gold)).toBeCloseTo(expected[name], 9);
  });

  it("is 1 for a list with itself, however large or small its values", () => {
    expect(metric([1, 2, 4], [1, 2, 4])).toBeCloseTo(1, 12);
    expect(metric([1e150, 2e150, 4e150], [1, 2, 4])).toBeCloseTo(1, 12);
    expect(metric([1e-150, 2e-150, 4e-150], [1, 2, 4])).toBeCloseTo(1, 12);
  });

  it("is NaN where a side is constant", () => {
    expect(metric([2, 2, 2], [1, 2, 3])).toBeNaN();
    expect(metric([1, 2, 3], [0.1, 0.1, 0.1])).toBeNaN();
  });

  it.each([
    [[1, 2], [1], /found 2 predictions for 1 gold scores/],
    [[1], [1], /found 1 rows, expected at least 2/],
    [[1, NaN], [1, 2], /predictions holds NaN at row 2/],
    [[1, 2], [Infinity, 2], /gold holds Infinity at row 1/],
  ])("refuses %j against %j", (predictions, gold, message) => {
    expect(() => metric(predictions, gold)).toThrow(message);
  });
});
