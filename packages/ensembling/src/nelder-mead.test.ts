import { describe, expect, it } from "vitest";
import { golden } from "../test/golden.ts";
import { nelderMead } from "./nelder-mead.ts";

describe("nelderMead", () => {
  it.each(golden.nelderMead)(
    `is where ${golden.scipy} is after $steps steps from $start`,
    ({ start, steps, point, value }) => {
      const found = nelderMead(rosenbrock, start, steps);
      expect(found.value).toBeCloseTo(value, 10);
      point.forEach((coordinate, axis) => {
        expect(found.point[axis]).toBeCloseTo(coordinate, 10);
      });
    },
  );

  it("finds the minimum, in one dimension too", () => {
    expect(nelderMead(rosenbrock, [-1.2, 1, 0.3]).value).toBeLessThan(1e-12);
    expect(nelderMead(([x = NaN]) => (x - 3) ** 2, [0]).point[0]).toBeCloseTo(3, 6);
  });

  it("walks out of where the function is infinite", () => {
    expect(nelderMead(([x = NaN]) => (x < 1 ? Infinity : x), [1.02]).value).toBeCloseTo(1, 6);
  });

  it("ends where the function is the same everywhere", () => {
    expect(nelderMead(() => 1, [2, 3]).value).toBe(1);
  });
});

function rosenbrock(point: readonly number[]): number {
  return point.slice(1).reduce((sum, b, index) => {
    const a = point[index] ?? NaN;
    return sum + 100 * (b - a ** 2) ** 2 + (1 - a) ** 2;
  }, 0);
}
