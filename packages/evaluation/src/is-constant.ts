/** Roundings that may lie between values that mean the same, e.g. of sums in another order. */
const ROUNDINGS = 32;
const EPSILON = { double: 2 ** -52, single: 2 ** -23 };

/**
 * How far apart values may lie that rounding alone tells apart: 32 epsilon max |x|, epsilon that of float32 where every
 * value is one, else float64's.
 */
export function roundingOf(values: ArrayLike<number>): number {
  let largest = 0;
  let isSingle = true;
  for (const value of Float64Array.from(values)) {
    largest = Math.max(largest, Math.abs(value));
    isSingle &&= Math.fround(value) === value;
  }
  return ROUNDINGS * (isSingle ? EPSILON.single : EPSILON.double) * largest;
}

/** Whether all values are the same, up to rounding: such a side has no correlation. */
export function isConstant(values: ArrayLike<number>): boolean {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of Float64Array.from(values)) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return greatest - least <= roundingOf(values);
}
