import { expect, it } from "vitest";
import { growth, growthFigures } from "./growth-figures.ts";

it("is 1 of a line, whatever it begins with, and 10 of a square", () => {
  expect(growth([105, 150, 600])).toBe(1);
  expect(growth([1, 100, 10_000])).toBeCloseTo(10, 12);
});

it("gives a command's figures", () => {
  const usage = (times: number) => ({
    ...{ wallSeconds: 2 * times, processorSeconds: 3 + times, peakMegabytes: times ** 2 },
  });
  expect(growthFigures([usage(1), usage(10), usage(100)])).toEqual({
    ...{ "processor, s at 1": 4, "processor, s at 10": 13, "processor, s at 100": 103, "processor, growth": 1 },
    ...{ "peak memory, MB at 1": 1, "peak memory, MB at 10": 100, "peak memory, MB at 100": 10_000 },
    ...{ "peak memory, growth": 10, "wall, s at 100": 200 },
  });
});
