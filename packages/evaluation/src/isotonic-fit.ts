import { UserError } from "@dalmeum/contracts";
import { expectPaired } from "./expect-paired.ts";
import { tieGroups } from "./tie-groups.ts";

/** A rising curve through knots. */
export interface IsotonicFit {
  /** Places of the knots, rising. */
  readonly x: readonly number[];
  /** Fitted values there, never falling. */
  readonly y: readonly number[];
  /** The curve: straight between knots, level outside them. */
  predict(x: number): number;
}

/** Neighbouring knots that share a value. */
interface Block {
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly weight: number;
}

/**
 * The never-falling function of x that is closest to y: it minimizes sum w (y - f(x))^2 (pool adjacent violators). Rows of
 * equal x get one value.
 * @param x [n], any scale.
 * @param y [n].
 * @param weights [n], above 0; 1 each where not given.
 * @throws UserError where lists do not pair up or a weight is not above 0.
 * @see Barlow, Bartholomew, Bremner and Brunk 1972; values as sklearn.isotonic.IsotonicRegression(out_of_bounds="clip") 1.9.
 */
export function isotonicFit(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number> = new Float64Array(x.length).fill(1),
): IsotonicFit {
  expectPaired("isotonicFit", x, y);
  const wrong = weights.length === x.length ? Array.from(weights).findIndex((weight) => !(weight > 0)) : weights.length;
  if (wrong >= 0)
    throw new UserError(`isotonicFit: found weight ${weights[wrong]} at row ${wrong + 1}, expected above 0`);
  const blocks: Block[] = [];
  for (const group of tieGroups(x)) {
    const place = x[group[0] ?? 0] ?? NaN;
    let block: Block = { first: place, last: place, sum: 0, weight: 0 };
    for (const row of group) {
      const weight = weights[row] ?? NaN;
      block = { ...block, sum: block.sum + weight * (y[row] ?? NaN), weight: block.weight + weight };
    }
    for (let previous = blocks.at(-1); previous && valueOf(previous) >= valueOf(block); previous = blocks.at(-1)) {
      block = {
        ...block,
        first: previous.first,
        sum: block.sum + previous.sum,
        weight: block.weight + previous.weight,
      };
      blocks.pop();
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap((block) =>
    (block.first === block.last ? [block.first] : [block.first, block.last]).map((place) => ({
      place,
      value: valueOf(block),
    })),
  );
  const fit = { x: knots.map(({ place }) => place), y: knots.map(({ value }) => value) };
  return { ...fit, predict: (place) => interpolate(fit.x, fit.y, place) };
}

const valueOf = ({ sum, weight }: Block): number => sum / weight;

/** Linear between knots, level outside. */
function interpolate(x: readonly number[], y: readonly number[], place: number): number {
  let [below, above] = [0, x.length - 1];
  if (place <= (x[below] ?? NaN)) return y[below] ?? NaN;
  if (place >= (x[above] ?? NaN)) return y[above] ?? NaN;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if ((x[middle] ?? NaN) <= place) below = middle;
    else above = middle;
  }
  const [left, right] = [x[below] ?? NaN, x[above] ?? NaN];
  const [low, high] = [y[below] ?? NaN, y[above] ?? NaN];
  return low + ((high - low) * (place - left)) / (right - left);
}
