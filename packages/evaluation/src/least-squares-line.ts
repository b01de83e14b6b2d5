import { isConstant } from "./is-constant.ts";
import { mean } from "./moments.ts";

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The line that minimizes sum (y - intercept - slope x)^2; NaN where x is constant, up to rounding.
 * @see scipy.stats.linregress 1.17.
 */
export function leastSquaresLine(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  const [centreX, centreY] = [mean(Float64Array.from(x)), mean(Float64Array.from(y))];
  let [products, squares] = [0, 0];
  for (let row = 0; row < x.length; row++) {
    const dx = (x[row] ?? NaN) - centreX;
    products += dx * ((y[row] ?? NaN) - centreY);
    squares += dx * dx;
  }
  const slope = isConstant(x) ? NaN : products / squares;
  return { slope, intercept: centreY - slope * centreX };
}
