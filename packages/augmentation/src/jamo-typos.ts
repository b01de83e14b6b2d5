import type { Augmentation } from "@dalmeum/contracts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { mistype } from "./text/mistype.ts";

export interface JamoTyposOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
}

/**
 * Adds copies with one typing mistake in one sentence: a jamo hit beside its key on the 2-beolsik layout, left out, hit
 * twice, or swapped with the next, then composed as an input method does. Ids are `<parent>~typo`.
 *
 * Words of one syllable are left alone, since a typo makes another word of them.
 * @throws UserError where probability is out of range.
 */
export function jamoTypos({ probability = 0.3 }: JamoTyposOptions = {}): Augmentation {
  return defineSentenceAugmentation({
    name: "jamoTypos",
    options: { probability },
    labelRule: "A copy keeps its score: readers see through one typo.",
    verb: "typo",
    rewrite: (sentence, rng) => {
      for (const { 0: word, index } of rng.shuffle([...sentence.matchAll(/[가-힣]{2,}/gu)])) {
        const typed = mistype(word, rng);
        if (typed !== undefined) return sentence.slice(0, index) + typed + sentence.slice(index + word.length);
      }
      return sentence;
    },
  });
}
