import type { Model, SentencePair, TokenSequence } from "@dalmeum/contracts";

/** A tokenized pair. */
export interface EncodedPair<Pair extends SentencePair = SentencePair> {
  readonly pair: Pair;
  readonly sequences: readonly TokenSequence[];
  /** Tokens of the longest sequence. */
  readonly length: number;
}

/** Tokenize every pair once. */
export function encodePairs<Pair extends SentencePair>(
  model: Pick<Model, "encode" | "maxLength">,
  pairs: readonly Pair[],
  maxLength: number,
): readonly EncodedPair<Pair>[] {
  const limit = Math.min(maxLength, model.maxLength);
  return pairs.map((pair) => {
    const sequences = model.encode(pair, limit);
    return { pair, sequences, length: Math.max(...sequences.map(({ inputIds }) => inputIds.length)) };
  });
}
