import type { ScoredPair, SentencePair, TokenSequence } from "@dalmeum/contracts";
import type { PairEncoder, SentenceTokenizer } from "@dalmeum/tokenizers";

const NO_TOKENS: TokenSequence = { inputIds: [], tokenTypeIds: [] };

/**
 * The texts that a model asks its tokenizer for, e.g. with a prefix; those of hard negatives too.
 * @param encoder what the model makes of a tokenizer.
 */
export function textsOf(
  encoder: (tokenizer: SentenceTokenizer) => PairEncoder,
  pairs: readonly (SentencePair & Pick<ScoredPair, "hardNegative">)[],
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
    unknownTokens: () => ({ share: 0, takesHangulApart: false }),
  };
  const encode = encoder(recorder);
  for (const pair of pairs) {
    encode(pair, Infinity);
    if (pair.hardNegative !== undefined) encode({ ...pair, sentence2: pair.hardNegative }, Infinity);
  }
  return texts;
}
