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
  readonly rows: number;
}

/**
 * The never-falling function of x that is closest to y: it minimizes sum (y - f(x))^2 (pool adjacent violators). Rows of
 * equal x get one value.
 * @param x [n], any scale.
 * @param y [n].
 * @throws UserError where the lists do not pair up.
 * @see Barlow, Bartholomew, Bremner and Brunk 1972; values as sklearn.isotonic.IsotonicRegression(out_of_bounds="clip") 1.9.
 */
export function isotonicFit(x: ArrayLike<number>, y: ArrayLike<number>): IsotonicFit {
  expectPaired("isotonicFit", x, y);
  const blocks: Block[] = [];
  for (const group of tieGroups(x)) {
    const place = x[group[0] ?? 0] ?? NaN;
    const sum = group.reduce((total, row) => total + (y[row] ?? NaN), 0);
    let block: Block = { first: place, last: place, sum, rows: group.length };
    for (let previous = blocks.at(-1); previous && valueOf(previous) >= valueOf(block); previous = blocks.at(-1)) {
      block = {
        ...block,
        first: previous.first,
        sum: block.sum + previous.sum,
        rows: block.rows + previous.rows,
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

const valueOf = ({ sum, rows }: Block): number => sum / rows;

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
