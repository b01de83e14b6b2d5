import { expect, it } from "vitest";
import { pearson, pearsonInterval, spearman } from "../src/index.ts";

it("runs the README's example", () => {
  const gold = [0, 1, 2, 3, 4, 5];
  const predictions = [0.2, 0.9, 2.5, 2.4, 4.4, 4.6];
  const r = pearson(predictions, gold);
  const rho = spearman(predictions, gold);
  const { estimate, low, high } = pearsonInterval(predictions, gold);
  expect(rho).toBeCloseTo(1 - (6 * 2) / (6 * 35), 9);
  expect(estimate).toBe(r);
  expect(low).toBeLessThan(r);
  expect(high).toBeGreaterThan(r);
});
