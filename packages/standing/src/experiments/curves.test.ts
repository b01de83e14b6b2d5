import { expect, it } from "vitest";
import { curveBand } from "./curves.ts";

const curve = (seed: number, scores: Readonly<Record<number, number | null>>) => ({
  run: { seed, fold: null },
  dev: Object.entries(scores).map(([step, devPearson]) => ({ step: Number(step), devPearson })),
  loss: [],
});

it("spans what all curves have", () => {
  const band = curveBand([curve(1, { 10: 0.5, 20: 0.6, 30: 0.7 }), curve(2, { 10: 0.3, 20: null, 30: 0.9, 40: 1 })]);
  expect(band).toEqual([
    { step: 10, mean: 0.4, low: 0.3, high: 0.5 },
    { step: 30, mean: 0.8, low: 0.7, high: 0.9 },
  ]);
  expect(curveBand([curve(1, { 10: 0.5 })])).toEqual([]);
  expect(curveBand([])).toEqual([]);
});
