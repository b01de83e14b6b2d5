/** Arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Unbiased variance, sum (x - mean)^2 / (n - 1), in two passes; NaN of fewer than two values. */
export function variance(values: Float64Array | readonly number[]): number {
  if (values.length < 2) return NaN;
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return squares / (values.length - 1);
}
