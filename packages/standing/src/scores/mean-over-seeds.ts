import type { Judged } from "./judge.ts";

/** Of every pair the mean of what the seeds predicted: what would be handed in, or blended. */
export function meanOverSeeds({ arm: { seeds }, gold }: Judged): readonly number[] {
  return gold.pairs.map((_, row) => seeds.reduce((sum, seed) => sum + (seed[row] ?? NaN), 0) / seeds.length);
}
