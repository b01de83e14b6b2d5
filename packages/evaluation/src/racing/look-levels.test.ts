import { expect, it } from "vitest";
import golden from "../../fixtures/evaluation.json" with { type: "json" };
import { lookLevels } from "./look-levels.ts";

const { tool, alpha, blocks, levels } = golden.looks;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it(`gives the levels of ${tool}`, () => {
  const found = lookLevels(blocks, alpha);
  expect(found).toHaveLength(levels.length);
  for (const [look, level] of levels.entries()) expect(found[look]).toBeCloseTo(level, 12);
});

it.each([2, 3, 10, 1000])("spends all of alpha in the looks of %d blocks", (number) => {
  const found = lookLevels(number, 0.01);
  expect(found).toHaveLength(number - 1);
  expect(sum(found)).toBeCloseTo(0.01, 12);
});

it("refuses one block", () => {
  expect(() => lookLevels(1, 0.025)).toThrow("found 1 blocks, expected 2 or more");
});
