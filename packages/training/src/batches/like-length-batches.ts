import type { Rng } from "@dalmeum/contracts";

/** Batches that are sorted by length together: enough to pad little, few enough to stay random. */
const BATCHES_PER_POOL = 50;

/**
 * One epoch's batches of like length, in random order: shuffle, cut into pools of 50 batches, sort each pool by length,
 * cut it into batches, shuffle those. Every item is in exactly one batch; only one batch may be short.
 * @param lengths tokens of each item.
 * @returns indices into `lengths`.
 */
export function likeLengthBatches(
  lengths: readonly number[],
  batchSize: number,
  rng: Rng,
): readonly (readonly number[])[] {
  const order = rng.shuffle(lengths.map((_, index) => index));
  const pools = chunks(order, batchSize * BATCHES_PER_POOL);
  return rng.shuffle(pools.flatMap((pool) => chunks(byLength(pool, lengths), batchSize)));
}

/** Indices sorted by length, shortest first; equal lengths keep their order. */
export function byLength(indices: readonly number[], lengths: readonly number[]): readonly number[] {
  return indices.toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
}

/** Consecutive pieces of `size` items; the last may be shorter. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
