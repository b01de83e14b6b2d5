import type { Augmentation } from "@dalmeum/contracts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { isBound } from "./text/is-bound.ts";
import { modifiesNext } from "./text/modifies-next.ts";
import { wordsOf } from "./text/words-of.ts";

export interface SwapWordsOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
}

/** Punctuation would end up in the middle of a phrase. */
const MOVABLE = /^[\p{L}\p{M}\p{N}]+$/u;

/**
 * Adds copies in which two neighbouring words of one sentence change places; the last word, its predicate, stays, and
 * so do negations, dependent words (할 수 있다) and what modifies the next word. Ids are `<parent>~words`.
 *
 * Particles say what a Korean noun does in its sentence, so order matters less than in English; a modifier that loses its
 * noun does change the meaning. Wei and Zou swap any two words, for classes of a topic or sentiment.
 * @throws UserError where probability is out of range.
 * @see Wei and Zou 2019, EDA (arXiv:1901.11196), random swap.
 */
export function swapWords({ probability = 0.3 }: SwapWordsOptions = {}): Augmentation {
  return defineSentenceAugmentation({
    name: "swapWords",
    options: { probability },
    labelRule: "A copy keeps its score, as if the order of two neighbouring words changed nothing.",
    verb: "words",
    rewrite: (sentence, rng) => {
      const words = wordsOf(sentence);
      const swaps = words.slice(0, -2).flatMap((word, place) => {
        const next = words[place + 1] ?? "";
        const bound = isBound(words, place) || isBound(words, place + 1) || modifiesNext(next);
        return word !== next && !bound && MOVABLE.test(word) && MOVABLE.test(next)
          ? [{ place, swapped: [next, word] }]
          : [];
      });
      if (swaps.length === 0) return sentence;
      const swap = swaps[rng.integer(swaps.length)];
      return swap === undefined ? sentence : words.toSpliced(swap.place, 2, ...swap.swapped).join(" ");
    },
  });
}
