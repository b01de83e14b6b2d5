import { centred } from "./centred.ts";
import { mean } from "./moments.ts";

/**
 * Influence of each row on Pearson's r: u v - r (u^2 + v^2) / 2 of the standardized sides u and v.
 *
 * To first order r is its true value plus the mean of these over rows, so their variance over n is that of r, without
 * resampling, and sums of correlations on the same rows add up row by row.
 * @returns [n], mean 0; NaN where a side is constant.
 * @see Devlin, Gnanadesikan and Kettenring 1975.
 */
export function pearsonInfluence(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const [u, v] = [standardized(a), standardized(b)];
  const products = u.map((value, row) => value * (v[row] ?? NaN));
  const r = mean(products);
  return products.map((product, row) => product - (r / 2) * ((u[row] ?? NaN) ** 2 + (v[row] ?? NaN) ** 2));
}

function standardized(values: ArrayLike<number>): Float64Array {
  const { values: deviations } = centred(values);
  const deviation = Math.sqrt(mean(deviations.map((value) => value * value)));
  return deviations.map((value) => value / deviation);
}
