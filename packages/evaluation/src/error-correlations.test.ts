import { expect, it } from "vitest";
import { errorCorrelations } from "./error-correlations.ts";

const gold = [0, 1, 2.5, 3, 4, 5, 1.5, 3.5];
const close = [0.2, 0.9, 2.4, 3.3, 3.8, 4.9, 1.2, 3.9];
const rough = [10, 30, 20, 35, 50, 45, 25, 30];
const inverted = [4.9, 4.0, 3.0, 1.5, 1.2, 0.3, 3.3, 1.9];

it("gives the values of numpy 2.3.5: corrcoef of the residuals of polyfit", () => {
  const expected = [
    [1, -0.2502525049774396, 0.1596435797551399],
    [-0.2502525049774396, 1, 0.4701215911871714],
    [0.1596435797551399, 0.4701215911871714, 1],
  ];
  for (const [row, values] of errorCorrelations([close, rough, inverted], gold).entries()) {
    for (const [column, value] of values.entries()) expect(value).toBeCloseTo(expected[row]?.[column] ?? NaN, 12);
  }
});

it("minds neither scale nor offset of a member", () => {
  const [[, there] = []] = errorCorrelations([close, rough.map((value) => 3 - 7 * value)], gold);
  expect(there).toBeCloseTo(-0.2502525049774396, 12);
});

it("says nothing of a member that predicts one value, and refuses one of other pairs", () => {
  expect(errorCorrelations([close, gold.map(() => 2)], gold)).toEqual([
    [1, NaN],
    [NaN, 1],
  ]);
  expect(() => errorCorrelations([close, rough.slice(1)], gold)).toThrow("member 2");
});
