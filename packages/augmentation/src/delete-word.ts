import type { Augmentation } from "@dalmeum/contracts";
import { checkCounts } from "./check-options.ts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { isBound } from "./text/is-bound.ts";
import { wordsOf } from "./text/words-of.ts";

export interface DeleteWordOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
  /** Shorter sentences lose no word; at least 2. */
  readonly minimumWords?: number;
}

/** Letters alone: numbers carry the meaning of a sentence, brackets and quotes come in twos. */
const DELETABLE = /^[\p{L}\p{M}]+,?$/u;

/**
 * Adds copies that lack one word of one sentence. The last word stays, being the predicate of a Korean sentence, and so do
 * numbers, negations, dependent words (할 수 있다) and what these lean on, and nouns after a modifier. Ids are `<parent>~delete`.
 *
 * The score is not sure to hold: one word may be what two sentences differ in. Wei and Zou delete a tenth of the words
 * for classes of a topic or sentiment, which bear more than a similarity does; hence one word of at least `minimumWords`.
 * @throws UserError where an option is out of range.
 * @see Wei and Zou 2019, EDA (arXiv:1901.11196), random deletion.
 */
export function deleteWord({ probability = 0.3, minimumWords = 6 }: DeleteWordOptions = {}): Augmentation {
  checkCounts("deleteWord", { minimumWords }, 2);
  return defineSentenceAugmentation({
    name: "deleteWord",
    options: { probability, minimumWords },
    labelRule: `A copy keeps its score, as if one word in ${minimumWords} or more changed nothing.`,
    verb: "delete",
    rewrite: (sentence, rng) => {
      const words = wordsOf(sentence);
      if (words.length < minimumWords) return sentence;
      const deletable = words
        .slice(0, -1)
        .flatMap((word, place) => (DELETABLE.test(word) && !isBound(words, place) ? [place] : []));
      if (deletable.length === 0) return sentence;
      const deleted = deletable[rng.integer(deletable.length)];
      return words.filter((_, place) => place !== deleted).join(" ");
    },
  });
}
