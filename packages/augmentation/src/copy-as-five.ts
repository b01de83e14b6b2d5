import { type Augmentation, SCORE_RANGE } from "@dalmeum/contracts";
import { checkShares } from "./check-options.ts";
import { childIds } from "./pairs/child-ids.ts";

export interface CopyAsFiveOptions {
  /** Share of pairs one of whose sentences is paired with itself, 0 .. 1. */
  readonly probability?: number;
}

/**
 * Adds (s, s) with score 5, s being either sentence of a pair. Ids are `<parent>~copy`; a sentence that is paired with
 * itself already gets no second such pair.
 *
 * A cross-encoder learns from it what equal text looks like; a bi-encoder has the same vector twice, but for dropout.
 * @throws UserError where probability is out of range.
 */
export function copyAsFive({ probability = 0.1 }: CopyAsFiveOptions = {}): Augmentation {
  checkShares("copyAsFive", { probability });
  return {
    name: "copyAsFive",
    options: { probability },
    labelRule: "A sentence paired with itself scores 5, and counts as similar.",
    augment: (pairs, rng) => {
      const idOf = childIds(pairs);
      const same = ({ sentence1, sentence2 }: { sentence1: string; sentence2: string }) => sentence1 === sentence2;
      const copied = new Set(pairs.filter(same).map(({ sentence1 }) => sentence1));
      const copies = pairs.flatMap((pair) => {
        if (rng.uniform() >= probability) return [];
        const sentence = rng.integer(2) === 0 ? pair.sentence1 : pair.sentence2;
        if (copied.has(sentence)) return [];
        copied.add(sentence);
        const label = { score: SCORE_RANGE.maximum, binaryLabel: 1 } as const;
        return [
          { ...pair, ...label, id: idOf(pair, "copy"), sentence1: sentence, sentence2: sentence, parentId: pair.id },
        ];
      });
      return [...pairs, ...copies];
    },
  };
}
