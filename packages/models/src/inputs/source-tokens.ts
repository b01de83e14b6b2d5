import { type SentencePair, type TokenSequence, UserError } from "@dalmeum/contracts";

/** A pair's source as a token of its own, after the first token of each sequence. */
export interface SourceTokens {
  /** Tokens that it adds to a sequence: 0 or 1. */
  readonly added: 0 | 1;
  /** @throws UserError where the pair's source is not among those known. */
  insert(pair: SentencePair, sequence: TokenSequence): TokenSequence;
}

/** Sources as tokens: source i has id vocabSize + i. */
export function sourceTokens(sources: readonly string[], vocabSize: number): SourceTokens {
  if (sources.length === 0) return { added: 0, insert: (_, sequence) => sequence };
  const ids = new Map(sources.map((source, index) => [source, vocabSize + index]));
  return {
    added: 1,
    insert: ({ id, source }, { inputIds, tokenTypeIds }) => {
      const token = ids.get(source);
      if (token === undefined) {
        throw new UserError(`${id}: found source ${JSON.stringify(source)}, expected one of ${sources.join(", ")}`);
      }
      return {
        inputIds: inputIds.toSpliced(1, 0, token),
        tokenTypeIds: tokenTypeIds.toSpliced(1, 0, tokenTypeIds[0] ?? 0),
      };
    },
  };
}
