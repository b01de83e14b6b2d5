import { expect } from "vitest";

/** Equal but for float32's rounding of a sum. */
export function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
}

export function allFinite(values: Iterable<number>): boolean {
  return [...values].every(Number.isFinite);
}

export function allZero(values: Iterable<number>): boolean {
  return [...values].every((value) => value === 0);
}
