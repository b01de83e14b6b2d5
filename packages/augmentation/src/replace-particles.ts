import type { Augmentation } from "@dalmeum/contracts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { endingRewritings } from "./text/ending-rewritings.ts";
import { particleRewritings } from "./text/particle-rewritings.ts";
import { progressiveRewritings } from "./text/progressive-rewritings.ts";

export interface ReplaceParticlesOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
}

const rewritings = [...particleRewritings, ...progressiveRewritings, ...endingRewritings];

/**
 * Adds copies in which one particle or ending of one sentence is replaced by one of the same meaning, e.g. 에게 by 한테 or
 * 했다 by 했습니다. Ids are `<parent>~particle`.
 *
 * Only written forms that are hardly anything else are replaced; the package's README lists them. 은/는 and 이/가 are not,
 * since they say what is new in a sentence.
 * @throws UserError where probability is out of range.
 */
export function replaceParticles({ probability = 0.3 }: ReplaceParticlesOptions = {}): Augmentation {
  return defineSentenceAugmentation({
    name: "replaceParticles",
    options: { probability },
    labelRule: "A copy keeps its score: what is said stays, how formally it is said may not.",
    verb: "particle",
    rewrite: (sentence, rng) => {
      const places = rewritings.flatMap(({ pattern, alternatives }) =>
        [...sentence.matchAll(pattern)].flatMap((match) => {
          const texts = alternatives(match);
          return texts.length > 0 ? [{ start: match.index, end: match.index + match[0].length, texts }] : [];
        }),
      );
      const place = places[rng.integer(Math.max(1, places.length))];
      const text = place?.texts[rng.integer(place.texts.length)];
      if (place === undefined || text === undefined) return sentence;
      return sentence.slice(0, place.start) + text + sentence.slice(place.end);
    },
  });
}
