import type { Augmentation } from "@dalmeum/contracts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { wordsOf } from "./text/words-of.ts";

export interface InsertPunctuationOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
}

const MARKS = [".", ";", "?", ":", "!", ","] as const;

/**
 * Adds copies with n marks of . ; ? : ! , as words of their own before n words of one sentence, n uniform in
 * 1 .. max(1, floor(words / 3)). Ids are `<parent>~punctuate`.
 * @throws UserError where probability is out of range.
 * @see Karimi et al. 2021, AEDA (arXiv:2108.13230): a third, as the paper has it; its code takes 0.3 of the words and one.
 */
export function insertPunctuation({ probability = 0.3 }: InsertPunctuationOptions = {}): Augmentation {
  return defineSentenceAugmentation({
    name: "insertPunctuation",
    options: { probability },
    labelRule: "A copy keeps its score: every word and their order stay.",
    verb: "punctuate",
    rewrite: (sentence, rng) => {
      const words = wordsOf(sentence);
      if (words.length === 0) return sentence;
      const count = 1 + rng.integer(Math.max(1, Math.floor(words.length / 3)));
      const places = new Set(rng.shuffle([...words.keys()]).slice(0, count));
      const marked = words.map((word, place) =>
        places.has(place) ? `${MARKS[rng.integer(MARKS.length)] ?? "."} ${word}` : word,
      );
      return marked.join(" ");
    },
  });
}
