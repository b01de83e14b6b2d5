import { createRng, type DataSource, UserError } from "@dalmeum/contracts";

export interface TakePairsOptions {
  readonly train?: number;
  readonly dev?: number;
  readonly test?: number;
  readonly seed?: number;
}

/**
 * A random part of another source, in its order: a quick experiment. Absent counts take everything.
 * @throws UserError (at load) where a count is more than there is or not a positive integer.
 */
export function takePairs(source: DataSource, { seed = 1, ...counts }: TakePairsOptions): DataSource {
  return {
    name: "takePairs",
    options: { ...counts, seed, of: { name: source.name, options: source.options } },
    files: source.files,
    load: async (root) => {
      const dataset = await source.load(root);
      const take = <T>(split: keyof typeof counts, pairs: readonly T[]): readonly T[] => {
        const count = counts[split];
        if (count === undefined) return pairs;
        if (!Number.isInteger(count) || count < 1 || count > pairs.length) {
          throw new UserError(`takePairs: found ${split} ${count}, expected 1 .. ${pairs.length}`);
        }
        const kept = new Set(
          createRng(seed)
            .fork(split)
            .shuffle([...pairs.keys()])
            .slice(0, count),
        );
        return pairs.filter((_, index) => kept.has(index));
      };
      return {
        train: take("train", dataset.train),
        dev: take("dev", dataset.dev),
        test: take("test", dataset.test),
        warnings: dataset.warnings,
      };
    },
  };
}
