import type { Augmentation, Described, Rng } from "@dalmeum/contracts";
import { checkShares } from "../check-options.ts";
import { childIds } from "./child-ids.ts";

/** What differs between augmentations that rewrite one sentence of a pair. */
export interface SentenceAugmentation extends Described {
  readonly options: Described["options"] & { readonly probability: number };
  readonly labelRule: string;
  /** Ids are `<parent>~<verb>`. */
  readonly verb: string;
  /** The sentence rewritten; the very sentence where there is nothing to rewrite. */
  readonly rewrite: (sentence: string, rng: Rng) => string;
}

/**
 * Adds a copy of a share of pairs in which one sentence, drawn at random, is rewritten and the other stays. Where the
 * drawn one offers nothing to rewrite the other is taken, and where neither does no copy is made.
 * @throws UserError where probability is out of range.
 */
export function defineSentenceAugmentation(definition: SentenceAugmentation): Augmentation {
  const { name, options, labelRule, verb, rewrite } = definition;
  checkShares(name, { probability: options.probability });
  return {
    name,
    options,
    labelRule,
    augment: (pairs, rng) => {
      const idOf = childIds(pairs);
      const copies = pairs.flatMap((pair) => {
        if (rng.uniform() >= options.probability) return [];
        const sides = rng.shuffle(["sentence1", "sentence2"] as const);
        for (const side of sides) {
          const sentence = rewrite(pair[side], rng);
          if (sentence === pair[side]) continue;
          // A mark may have moved to a letter that it composes with.
          return [{ ...pair, [side]: sentence.normalize("NFC"), id: idOf(pair, verb), parentId: pair.id }];
        }
        return [];
      });
      return [...pairs, ...copies];
    },
  };
}
