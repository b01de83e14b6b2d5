import { describe, expect, it } from "vitest";
import { leastSquaresLine, ridgeFit } from "./index.ts";

const columns = [
  [0, 1, 2, 4],
  [1, 3, 2, 5],
];
const y = [1, 2, 2.5, 5];

describe("ridgeFit", () => {
  it("gives the values of scikit-learn 1.9.1: Ridge(alpha=2.0)", () => {
    const { weights, intercept } = ridgeFit(columns, y, 2);
    expect(weights[0]).toBeCloseTo(0.5360360360360359, 12);
    expect(weights[1]).toBeCloseTo(0.3693693693693695, 12);
    expect(intercept).toBeCloseTo(0.671171171171171, 12);
  });

  it("is the least-squares line where the penalty is next to nothing, and the mean where it is huge", () => {
    const [x = []] = columns;
    const { slope, intercept } = leastSquaresLine(x, y);
    expect(ridgeFit([x], y, 1e-9).weights[0]).toBeCloseTo(slope, 8);
    expect(ridgeFit([x], y, 1e-9).intercept).toBeCloseTo(intercept, 8);
    expect(ridgeFit(columns, y, 1e15).intercept).toBeCloseTo(2.625, 10);
  });

  it("shares a weight among columns that are the same", () => {
    const [x = []] = columns;
    const { weights } = ridgeFit([x, x], y, 1);
    expect(weights[0]).toBeCloseTo(weights[1] ?? NaN, 12);
  });

  it.each([0, -1, NaN, Infinity])("refuses penalty %d", (penalty) => {
    expect(() => ridgeFit(columns, y, penalty)).toThrow(/ridgeFit: found penalty/);
  });

  it("refuses no columns, and columns that do not pair up", () => {
    expect(() => ridgeFit([], y, 1)).toThrow(/found no column/);
    expect(() => ridgeFit([[1, 2]], y, 1)).toThrow(/ridgeFit: found 2/);
  });
});
