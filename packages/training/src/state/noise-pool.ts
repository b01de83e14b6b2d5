import type { Rng } from "@dalmeum/contracts";

/** Enough that windows at random offsets look independent: 2^23 draws, 32 MB. */
const DRAWS = 2 ** 23;
/** As many times what a small site reads: a small model waits for no large pool. */
const SMALL = { draws: 2 ** 19, site: 2 ** 13 };

/** Draws of one dropout rate. */
export interface Pool {
  readonly name: string;
  /** 0 with probability `rate`, else 1 / (1 - rate); not to be written to. */
  readonly values: Float32Array;
}

/** Dropout noise of any size, drawn once and read in windows at random offsets: an input that costs a step nothing. */
export interface NoisePool {
  /** The pool that windows of `size` entries are read from. */
  poolOf(size: number, rate: number): Pool;
  /** The windows of one update, which follow from its number: training that is resumed there draws the same. */
  ofUpdate(step: number): DrawOffset;
}

/** Where the next window of `size` entries begins in its pool. */
export type DrawOffset = (size: number, rate: number) => number;

/** Noise that follows from `rng` alone. */
export function createNoisePool(rng: Rng): NoisePool {
  const pools = new Map<string, Pool>();
  const poolOf = (size: number, rate: number): Pool => {
    // A site larger than the pool gets one of twice its size, kept beside the common one.
    const draws = size <= SMALL.site ? SMALL.draws : Math.max(DRAWS, size * 2);
    const name = `${rate}/${draws}`;
    const pool = pools.get(name) ?? { name, values: fill(new Float32Array(draws), rate, rng.fork(name)) };
    pools.set(name, pool);
    return pool;
  };
  return {
    poolOf,
    ofUpdate: (step) => {
      const offsets = rng.fork(`update ${step}`);
      return (size, rate) => offsets.integer(poolOf(size, rate).values.length - size + 1);
    },
  };
}

function fill(pool: Float32Array, rate: number, rng: Rng): Float32Array {
  const kept = 1 / (1 - rate);
  for (let index = 0; index < pool.length; index++) pool[index] = rng.uniform() < rate ? 0 : kept;
  return pool;
}
