import { type Augmentation, SCORE_RANGE } from "@dalmeum/contracts";
import { checkCounts, checkShares } from "./check-options.ts";
import { childIds } from "./pairs/child-ids.ts";
import { relatedSentences } from "./pairs/related-sentences.ts";
import { contentWords } from "./text/content-words.ts";

export interface MixPairsOptions {
  /** Share of pairs one of whose sentences is joined with one of another pair, 0 .. 1. */
  readonly probability?: number;
  /** Most content words that joined sentences may share, at least 0. */
  readonly maximumSharedWords?: number;
}

/** Partners tried for a sentence before it is given up. */
const TRIES = 20;

/**
 * Adds pairs of unrelated sentences with score 0, from two pairs each. Ids are `<parent>~mix`, the parent being the pair
 * of sentence1.
 *
 * Never joined are sentences that stand together in a given pair, that a chain of pairs with a score above 0 connects, or
 * that share more than `maximumSharedWords` content words. Pairs that an augmentation made give no sentences: a misspelt
 * one would pass for unrelated to its parent.
 * @throws UserError where an option is out of range.
 */
export function mixPairs({ probability = 0.1, maximumSharedWords = 0 }: MixPairsOptions = {}): Augmentation {
  checkShares("mixPairs", { probability });
  checkCounts("mixPairs", { maximumSharedWords }, 0);
  return {
    name: "mixPairs",
    options: { probability, maximumSharedWords },
    labelRule: "Sentences of two unrelated pairs score 0, and count as not similar.",
    augment: (pairs, rng) => {
      const idOf = childIds(pairs);
      const related = relatedSentences(pairs);
      const originals = pairs.filter(({ parentId }) => parentId === undefined);
      const mixed = originals.flatMap((pair) => {
        if (rng.uniform() >= probability) return [];
        const sentence1 = rng.integer(2) === 0 ? pair.sentence1 : pair.sentence2;
        const words = contentWords(sentence1);
        for (let tried = 0; tried < TRIES; tried++) {
          const other = originals[rng.integer(originals.length)];
          const sentence2 = rng.integer(2) === 0 ? other?.sentence1 : other?.sentence2;
          if (sentence2 === undefined || related(sentence1, sentence2)) continue;
          if ([...contentWords(sentence2)].filter((word) => words.has(word)).length > maximumSharedWords) continue;
          const label = { score: SCORE_RANGE.minimum, binaryLabel: 0 } as const;
          return [{ ...pair, ...label, id: idOf(pair, "mix"), sentence1, sentence2, parentId: pair.id }];
        }
        return [];
      });
      return [...pairs, ...mixed];
    },
  };
}
