import { expect, it } from "vitest";
import { createRunTimes } from "./kernel-times.ts";

const mean = (name: string, realMicroseconds: number) => ({
  name,
  realMicroseconds,
  operator: "MatMul",
  implementation: "ref",
});

it("tells what each run took from means over all runs so far", () => {
  const runTimes = createRunTimes();
  const durations = [
    [mean("a", 10), mean("b", 4)],
    [mean("a", 8), mean("b", 12)],
    [mean("a", 5), mean("b", 12)],
  ].map((means) => runTimes(means).map(({ name, start, duration }) => [name, start * 1000, duration * 1000]));
  expect(durations[0]).toEqual([
    ["a", 0, 10],
    ["b", 10, 4],
  ]);
  expect(durations[1]).toEqual([
    ["a", 0, 6],
    ["b", 6, 20],
  ]);
  // 3 * 5 is less than 2 * 8, for means are cut: nothing is left for the run, and none of it comes back later.
  expect(durations[2]).toHaveLength(1);
  expect(durations[2]?.[0]?.[2]).toBeCloseTo(12, 9);
});
