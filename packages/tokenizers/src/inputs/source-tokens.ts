import { type SentencePair, UserError } from "@dalmeum/contracts";

/**
 * The token ids that tell a pair's source: source i has id vocabSize + i; none where there are no sources.
 * @throws UserError, from the function, where the pair's source is not among those known.
 */
export function sourceTokens(sources: readonly string[], vocabSize: number): (pair: SentencePair) => readonly number[] {
  if (sources.length === 0) return () => [];
  const ids = new Map(sources.map((source, index) => [source, vocabSize + index]));
  return ({ id, source }) => {
    const token = ids.get(source);
    if (token !== undefined) return [token];
    throw new UserError(`${id}: found source ${JSON.stringify(source)}, expected one of ${sources.join(", ")}`);
  };
}
