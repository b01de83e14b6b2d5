import { expect, it } from "vitest";
import { valueScale } from "./value-scale.ts";

it("ends at round numbers", () => {
  expect(valueScale([0.13, 4.87], 5).domain()).toEqual([0, 5]);
});

it.each([0, 3, -0.5, 1e-9])("puts %d, which is all there is, well inside an axis with ticks", (value) => {
  const scale = valueScale([value, value], 5);
  expect(Math.abs(scale(value) - 0.5)).toBeLessThan(0.25);
  expect(scale.ticks(5).length).toBeGreaterThan(2);
});
