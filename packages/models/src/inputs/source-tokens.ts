import { type NamedValues, type Rng, type SentencePair, type TokenSequence, UserError } from "@dalmeum/contracts";

/** A pair's source as a token of its own, after the first token of each sequence. */
export interface SourceTokens {
  /** Tokens that it adds to a sequence: 0 or 1. */
  readonly added: 0 | 1;
  /** @throws UserError where the pair's source is not among those known. */
  insert(pair: SentencePair, sequence: TokenSequence): TokenSequence;
  /** With a new row of the word table for each source, normal with deviation `deviation`. */
  extend(parameters: NamedValues, rng: Rng, deviation: number): NamedValues;
}

/**
 * Sources as tokens: source i has id vocabSize + i.
 * @param wordTable name of the parameter whose rows ids stand for.
 */
export function sourceTokens(sources: readonly string[], wordTable: string, vocabSize: number): SourceTokens {
  if (sources.length === 0) return { added: 0, insert: (_, sequence) => sequence, extend: (parameters) => parameters };
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
    extend: (parameters, rng, deviation) => {
      const table = parameters[wordTable];
      const [rows = 0, width = 0] = table?.shape ?? [];
      if (!table) throw new Error(`no parameter named ${wordTable}`);
      const values = new Float32Array((rows + sources.length) * width);
      values.set(table.values);
      for (let index = table.values.length; index < values.length; index++) values[index] = rng.normal() * deviation;
      return { ...parameters, [wordTable]: { shape: [rows + sources.length, width], values } };
    },
  };
}
