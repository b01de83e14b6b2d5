import { expect, it } from "vitest";
import { numberFormat, tickFormat } from "./number-format.ts";
import { valueScale } from "./value-scale.ts";

it.each([
  [
    [1, 1379, -20],
    ["1", "1,379", "-20"],
  ],
  [
    [0.8534, -0.00123],
    ["0.8534", "-0.0012"],
  ],
  [
    [3.14159, 2],
    ["3.142", "2.000"],
  ],
  [
    [12345.6, 0.5],
    ["12,346", "1"],
  ],
  [
    [2e-5, 1.25e-5],
    ["2e-5", "1.25e-5"],
  ],
  [[0], ["0"]],
  [[1e300], ["1e+300"]],
])("writes %j alike", (values, texts) => {
  expect(values.map(numberFormat(values))).toEqual(texts);
});

it("gives ticks the digits in which they differ", () => {
  const scale = valueScale([0.84, 0.846], 3);
  expect(scale.ticks(3).map(tickFormat(scale, 3))).toEqual(["0.840", "0.842", "0.844", "0.846"]);
});
