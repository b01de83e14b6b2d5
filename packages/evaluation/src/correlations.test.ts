import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { pearson, spearman } from "./index.ts";

describe.each([["pearson", pearson] as const, ["spearman", spearman] as const])("%s", (name, metric) => {
  it.each(golden.cases)(`gives the value of ${golden.tool}: $name`, (expected) => {
    expect(metric(expected.predictions, expected.gold)).toBeCloseTo(expected[name], 12);
  });

  it("is 1 for a list with itself, however large or small its values", () => {
    expect(metric([1, 2, 4], [1, 2, 4])).toBeCloseTo(1, 12);
    expect(metric([1e150, 2e150, 4e150], [1, 2, 4])).toBeCloseTo(1, 12);
    expect(metric([1e-150, 2e-150, 4e-150], [1, 2, 4])).toBeCloseTo(1, 12);
  });

  it(`gives the value of ${golden.tool} on ${golden.large.rows} rows`, () => {
    const rows = Array.from({ length: golden.large.rows }, (_, row) => row);
    const gold = rows.map((row) => ((row * 7919) % 51) / 10);
    const predictions = rows.map((row) => 2.5 + ((row * 104_729) % 1009) / 1009 + (gold[row] ?? NaN) / 100);
    expect(metric(predictions, gold)).toBeCloseTo(golden.large[name], 12);
  });

  it("is NaN where a side is constant", () => {
    expect(metric([2, 2, 2], [1, 2, 3])).toBeNaN();
    expect(metric([1, 2, 3], [0.1, 0.1, 0.1])).toBeNaN();
  });

  it.each([64, 519, 1379, 5749, 137_900])(
    "is NaN of every constant 0.1 .. 5.0 on %d rows, in both precisions",
    (rows) => {
      const gold = Float64Array.from({ length: rows }, (_, row) => (row * 7) % 6);
      const tenths = Array.from({ length: 50 }, (_, index) => (index + 1) / 10);
      const constants = rows > 10_000 ? tenths.filter((_, index) => index % 7 === 4) : tenths;
      for (const constant of constants) {
        expect(metric(new Float64Array(rows).fill(constant), gold)).toBeNaN();
        expect(metric(gold, new Float32Array(rows).fill(constant))).toBeNaN();
      }
    },
  );

  it.each([64, 1379, 137_900])("is NaN where rounding alone tells a side's values apart, on %d rows", (rows) => {
    const gold = Float64Array.from({ length: rows }, (_, row) => (row * 7) % 6);
    const near = (value: number, epsilon: number): Float64Array =>
      gold.map((_, row) => value * (1 + ((row * 5) % 7) * epsilon));
    for (const value of [2.6, -0.1, 4.614577, 1e9]) {
      expect(metric(near(value, 2 ** -52), gold)).toBeNaN();
      expect(metric(gold, Float32Array.from(near(value, 2 ** -23)))).toBeNaN();
      expect(metric(near(value, 1e-12), gold)).not.toBeNaN();
      expect(metric(Float32Array.from(near(value, 1e-4)), gold)).not.toBeNaN();
    }
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
