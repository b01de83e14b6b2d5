import type { SentencePair } from "@dalmeum/contracts";

/** Ids of pairs by what their sentences are the same in. */
export interface PairIndex {
  /** The first pair of these two sentences, in either order. */
  pairOf(sentence1: string, sentence2: string): string | undefined;
  /** The first pair that has this sentence in either place. */
  pairWith(sentence: string): string | undefined;
}

/** @param key what two texts that count as the same have in common. */
export function indexPairs(pairs: readonly SentencePair[], key: (text: string) => string): PairIndex {
  const [byPair, bySentence] = [new Map<string, string>(), new Map<string, string>()];
  const pairKey = (sentence1: string, sentence2: string): string => {
    const [first, second] = [key(sentence1), key(sentence2)];
    const [lesser, greater] = first < second ? [first, second] : [second, first];
    // No two pairs of texts give one key: the length tells where the first ends.
    return `${lesser.length} ${lesser}${greater}`;
  };
  const add = (index: Map<string, string>, at: string, id: string): void => {
    if (!index.has(at)) index.set(at, id);
  };
  for (const { id, sentence1, sentence2 } of pairs) {
    add(byPair, pairKey(sentence1, sentence2), id);
    add(bySentence, key(sentence1), id);
    add(bySentence, key(sentence2), id);
  }
  return {
    pairOf: (sentence1, sentence2) => byPair.get(pairKey(sentence1, sentence2)),
    pairWith: (sentence) => bySentence.get(key(sentence)),
  };
}
