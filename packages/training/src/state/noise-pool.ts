import type { Rng } from "@dalmeum/contracts";

/** Enough that windows at random offsets look independent: 2^23 draws, 32 MB. */
const DRAWS = 2 ** 23;

/** Dropout noise of any size, drawn once and read at random offsets: an input that costs a step nothing. */
export interface NoisePool {
  /** The noise of one update, which follows from its number: training that is resumed there draws the same. */
  ofUpdate(step: number): DrawNoise;
}

/** `size` entries: 0 with probability `rate`, else 1 / (1 - rate). A view: do not write to it. */
export type DrawNoise = (size: number, rate: number) => Float32Array;

/** Noise that follows from `rng` alone. */
export function createNoisePool(rng: Rng): NoisePool {
  const pools = new Map<string, Float32Array>();
  const poolOf = (size: number, rate: number): Float32Array => {
    // A site larger than the pool gets one of twice its size, kept beside the common one.
    const draws = size * 2 <= DRAWS ? DRAWS : size * 2;
    const key = `${rate}/${draws}`;
    const pool = pools.get(key) ?? fill(new Float32Array(draws), rate, rng.fork(key));
    pools.set(key, pool);
    return pool;
  };
  return {
    ofUpdate: (step) => {
      const offsets = rng.fork(`update ${step}`);
      return (size, rate) => {
        const pool = poolOf(size, rate);
        const offset = offsets.integer(pool.length - size + 1);
        return pool.subarray(offset, offset + size);
      };
    },
  };
}

function fill(pool: Float32Array, rate: number, rng: Rng): Float32Array {
  const kept = 1 / (1 - rate);
  for (let index = 0; index < pool.length; index++) pool[index] = rng.uniform() < rate ? 0 : kept;
  return pool;
}
