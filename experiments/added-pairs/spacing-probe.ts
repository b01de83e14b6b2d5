import { perturbSpacing } from "@dalmeum/augmentation";
import { createRng, type DataSource, type ScoredPair } from "@dalmeum/contracts";

export interface SpacingProbeOptions {
  /** Pairs at most. */
  readonly count: number;
  readonly seed?: number;
}

/**
 * A source with other test pairs: sentences of dev beside themselves, misspaced. They differ in spaces alone, so a reader
 * would give each a 5; a run's test predictions tell what the model gives.
 */
export function spacingProbe(source: DataSource, { count, seed = 1 }: SpacingProbeOptions): DataSource {
  const misspace = perturbSpacing({ probability: 1 });
  return {
    name: "spacingProbe",
    options: { count, seed, misspace: misspace.options, of: { name: source.name, options: source.options } },
    files: source.files,
    load: async (root) => {
      const dataset = await source.load(root);
      const same = dataset.dev.map(
        ({ id, source: origin, sentence1 }): ScoredPair => ({
          ...{ id: `${id}~probe`, source: origin, sentence1, sentence2: sentence1 },
          ...{ score: 5, binaryLabel: 1 },
        }),
      );
      const made = misspace.augment(same, createRng(seed), []).slice(same.length);
      return { ...dataset, test: made.slice(0, count) };
    },
  };
}
