import { type Augmentation, createRng } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";

/** Every different way in which an augmentation rewrites a sentence, over `seeds` seeds; sorted. */
export function rewrites(augmentation: Augmentation, sentence: string, seeds = 200): readonly string[] {
  const pairs = [scoredPair({ id: "a", sentence1: sentence, sentence2: sentence })];
  const found = Array.from({ length: seeds }, (_, seed) =>
    augmentation
      .augment(pairs, createRng(seed), [])
      .slice(1)
      .map(({ sentence1, sentence2 }) => (sentence1 === sentence ? sentence2 : sentence1)),
  );
  return [...new Set(found.flat())].sort();
}
