import type { SentencePair, TokenSequence } from "@dalmeum/contracts";
import type { SentenceTokenizer } from "../tokenizer/load-tokenizer.ts";

const NO_TOKENS: TokenSequence = { inputIds: [], tokenTypeIds: [] };

/**
 * The texts that a model asks its tokenizer for, e.g. with a prefix.
 * @param encode as the model calls it.
 */
export function textsOf(
  encode: (tokenizer: SentenceTokenizer, pair: SentencePair, maxLength: number) => unknown,
  pairs: readonly SentencePair[],
): ReadonlySet<string> {
  const texts = new Set<string>();
  const recorder: SentenceTokenizer = {
    encodeSingle: (text) => {
      texts.add(text);
      return NO_TOKENS;
    },
    encodePair: (text1, text2) => {
      texts.add(text1).add(text2);
      return NO_TOKENS;
    },
  };
  for (const pair of pairs) encode(recorder, pair, Infinity);
  return texts;
}
