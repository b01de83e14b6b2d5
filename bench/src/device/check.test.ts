import { expect, it } from "vitest";
import { worstDistance } from "./check.ts";

it("finds the largest distance, relative to what is expected", () => {
  expect(worstDistance([2, 99], [2, 100])).toBeCloseTo(0.01, 12);
  expect(worstDistance([3, 100], [2, 100])).toBeCloseTo(0.5, 12);
  expect(worstDistance([NaN, 1], [1, 1])).toBeNaN();
  expect(() => worstDistance([1], [1, 1])).toThrow("found 1 numbers, expected 2");
});
