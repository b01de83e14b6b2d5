import { expect, it } from "vitest";
import { placeOf, scaleOf } from "./row-scale.ts";

it("has room for every interval and reference, and for none", () => {
  const scale = scaleOf([{ estimate: 2, low: 1, high: 3 }, null], 0);
  expect(scale.low).toBeCloseTo(-0.12);
  expect(scale.high).toBeCloseTo(3.12);
  expect(placeOf(0.5, scaleOf([], 0.5))).toBe(50);
});

it("keeps what lies outside at its edges", () => {
  const scale = { low: 0, high: 3 };
  expect([-1, 1, 4].map((value) => placeOf(value, scale))).toEqual([0, 33.33, 100]);
});
