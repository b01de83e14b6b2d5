import type { Augmentation } from "@dalmeum/contracts";
import { checkShares } from "./check-options.ts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { type SpacingPlace, spacingPlaces } from "./text/spacing-places.ts";

export interface PerturbSpacingOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
  /** Share of the spaces beside Hangul that are dropped, 0 .. 1. */
  readonly dropRate?: number;
  /** Share of the places before a particle, an ending, a dependent noun or an auxiliary verb that get a space, 0 .. 1. */
  readonly insertRate?: number;
  /** Share of the compound nouns that are split, 0 .. 1. */
  readonly splitRate?: number;
}

/**
 * Adds copies in which one sentence is spaced as learners and typists space Korean: 할수있다, 남자 가, 사용 하고, 초등 학교.
 * Each place is drawn at its rate, and where none is drawn one place is changed. Ids are `<parent>~space`.
 * @throws UserError where an option is out of range.
 */
export function perturbSpacing({
  probability = 0.3,
  dropRate = 0.1,
  insertRate = 0.1,
  splitRate = 0.1,
}: PerturbSpacingOptions = {}): Augmentation {
  const rates = { dropRate, insertRate, splitRate };
  checkShares("perturbSpacing", rates);
  const rateOf = { drop: dropRate, insert: insertRate, split: splitRate };
  return defineSentenceAugmentation({
    name: "perturbSpacing",
    options: { probability, ...rates },
    labelRule: "A copy keeps its score: every letter stays, and readers see through spacing.",
    verb: "space",
    rewrite: (sentence, rng) => {
      const places = spacingPlaces(sentence).filter(({ kind }) => rateOf[kind] > 0);
      if (places.length === 0) return sentence;
      const drawn = places.filter(({ kind }) => rng.uniform() < rateOf[kind]);
      return respace(sentence, drawn.length > 0 ? drawn : rng.shuffle(places).slice(0, 1));
    },
  });
}

/** @param places in the order of the text. */
function respace(sentence: string, places: readonly SpacingPlace[]): string {
  let respaced = "";
  let done = 0;
  for (const { index, kind } of places) {
    respaced += sentence.slice(done, index) + (kind === "drop" ? "" : " ");
    done = kind === "drop" ? index + 1 : index;
  }
  return respaced + sentence.slice(done);
}
