import type { Augmentation } from "@dalmeum/contracts";
import { checkShares } from "./check-options.ts";

export interface SwapSentencesOptions {
  /** Share of pairs that get a swapped copy, 0 .. 1. */
  readonly probability?: number;
}

/**
 * Adds (sentence2, sentence1) for some pairs (sentence1, sentence2): similarity has no direction, a cross-encoder does.
 * Ids are `<parent>~swap`; a pair whose swapped copy is there already gets none.
 * @throws UserError where probability is out of range.
 */
export function swapSentences({ probability = 1 }: SwapSentencesOptions = {}): Augmentation {
  checkShares("swapSentences", { probability });
  return {
    name: "swapSentences",
    options: { probability },
    labelRule: "A swapped pair keeps its score.",
    augment: (pairs, rng) => {
      const ids = new Set(pairs.map(({ id }) => id));
      const swapped = pairs.flatMap((pair) => {
        const id = `${pair.id}~swap`;
        if (rng.uniform() >= probability || ids.has(id)) return [];
        return [{ ...pair, id, sentence1: pair.sentence2, sentence2: pair.sentence1, parentId: pair.id }];
      });
      return [...pairs, ...swapped];
    },
  };
}
