/** A point and the function's value there. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
}

/** The simplex's largest extent, and the largest difference of values in it, at which a search ends. */
const TOLERANCE = 1e-8;
const STEPS_A_DIMENSION = 400;
/** Corners of the first simplex: each coordinate of the start in turn is made larger by this part, or set to the other. */
const RELATIVE_STEP = 0.05;
const STEP_FROM_ZERO = 0.00025;

/**
 * A point where a function is smallest nearby, found without derivatives; coefficients follow the number of dimensions, so
 * that the search does not stall where there are many.
 * @param evaluate may give Infinity, never NaN.
 * @param steps at most.
 * @see Nelder and Mead 1965; Gao and Han 2012; steps as scipy.optimize.minimize(method="Nelder-Mead", adaptive=True), SciPy 1.17.
 */
export function nelderMead(
  evaluate: (point: readonly number[]) => number,
  start: readonly number[],
  steps = STEPS_A_DIMENSION * start.length,
): Minimum {
  const at = (point: readonly number[]): Minimum => ({ point, value: evaluate(point) });
  // In one dimension the adaptive coefficients would shrink a simplex to a point.
  const n = Math.max(start.length, 2);
  const [expansion, contraction, shrinkage] = [1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n];
  let simplex = [at(start), ...start.map((_, axis) => at(stepAlong(start, axis)))].toSorted(byValue);
  for (let step = 1; step < steps && !hasConverged(simplex); step++) {
    const [best, worst, second] = [simplex[0], simplex.at(-1), simplex.at(-2)];
    if (best === undefined || worst === undefined || second === undefined) break;
    const centre = centroid(simplex.slice(0, -1));
    /** 1 is the worst point's reflection at the centre of the others, -1 the worst point itself. */
    const along = (factor: number): Minimum =>
      at(centre.map((value, axis) => value + factor * (value - (worst.point[axis] ?? NaN))));
    const reflected = along(1);
    let next: Minimum | undefined;
    if (reflected.value < best.value) {
      const expanded = along(expansion);
      next = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      next = reflected;
    } else if (reflected.value < worst.value) {
      const outside = along(contraction);
      if (outside.value <= reflected.value) next = outside;
    } else {
      const inside = along(-contraction);
      if (inside.value < worst.value) next = inside;
    }
    simplex =
      next === undefined
        ? [best, ...simplex.slice(1).map(({ point }) => at(between(best.point, point, shrinkage)))]
        : [...simplex.slice(0, -1), next];
    simplex = simplex.toSorted(byValue);
  }
  return simplex[0] ?? at(start);
}

const byValue = (a: Minimum, b: Minimum): number => (a.value === b.value ? 0 : a.value - b.value);

const stepAlong = (start: readonly number[], axis: number): readonly number[] =>
  start.map((value, index) => (index !== axis ? value : value === 0 ? STEP_FROM_ZERO : value * (1 + RELATIVE_STEP)));

const centroid = (simplex: readonly Minimum[]): readonly number[] =>
  (simplex[0]?.point ?? []).map(
    (_, axis) => simplex.reduce((sum, { point }) => sum + (point[axis] ?? NaN), 0) / simplex.length,
  );

const between = (from: readonly number[], to: readonly number[], part: number): readonly number[] =>
  from.map((value, axis) => value + part * ((to[axis] ?? NaN) - value));

function hasConverged(simplex: readonly Minimum[]): boolean {
  const [best, ...others] = simplex;
  if (best === undefined) return true;
  return others.every(
    ({ point, value }) =>
      Math.abs(value - best.value) <= TOLERANCE &&
      point.every((coordinate, axis) => Math.abs(coordinate - (best.point[axis] ?? NaN)) <= TOLERANCE),
  );
}
