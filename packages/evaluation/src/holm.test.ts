import { expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { familyVerdicts, holm, verdictOf } from "./index.ts";

it(`gives the values of ${golden.holm.tool}, whatever the order`, () => {
  const { pValues, corrected } = golden.holm;
  holm(pValues).forEach((value, index) => {
    expect(value).toBeCloseTo(corrected[index] ?? NaN, 12);
  });
  expect(holm(pValues.toReversed())).toEqual(holm(pValues).toReversed());
  expect(holm([])).toEqual([]);
  expect(holm([0, 1])).toEqual([0, 1]);
});

it("refuses what is no p-value", () => {
  expect(() => holm([0.1, 1.2])).toThrow(/p-value 2 is 1.2, expected 0 .. 1/);
  expect(() => holm([NaN])).toThrow(/p-value 1 is NaN/);
});

it("gives a verdict in either direction", () => {
  expect(verdictOf(0.024, 0.976)).toBe("supported");
  expect(verdictOf(0.976, 0.024)).toBe("refuted");
  expect(verdictOf(0.026, 0.974)).toBe("undecided");
  expect(verdictOf(0.04, 0.96, 0.9)).toBe("supported");
  expect(() => verdictOf(0, 1, 95)).toThrow(/found level 95/);
});

it("takes a verdict back where many were tried, in both directions", () => {
  expect(familyVerdicts([0.02]).map(({ verdict }) => verdict)).toEqual(["supported"]);
  expect(familyVerdicts([0.02, 0.5, 0.98, 0.999])).toEqual([
    { pValue: 0.08, verdict: "undecided" },
    { pValue: 1, verdict: "undecided" },
    { pValue: 1, verdict: "undecided" },
    { pValue: 1, verdict: "refuted" },
  ]);
});
