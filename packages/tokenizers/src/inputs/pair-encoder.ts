import type { PairReading, SentencePair, TokenSequence } from "@dalmeum/contracts";
import type { SentenceTokenizer } from "../load-tokenizer.ts";
import { fillTemplate } from "./sentence-template.ts";
import { sourceTokens } from "./source-tokens.ts";

/** Tokenize a pair, truncated to `maxLength` tokens a sequence. */
export type PairEncoder = (pair: SentencePair, maxLength: number) => readonly TokenSequence[];

/**
 * What turns pairs into token sequences: both sentences in one, or each in one of its own.
 * @throws UserError where a template lacks the sentence.
 */
export function pairEncoder(
  tokenizer: SentenceTokenizer,
  reading: Pick<PairReading, "sequencesPerPair" | "templates" | "sources" | "vocabSize">,
): PairEncoder {
  const { sequencesPerPair, templates, sources, vocabSize } = reading;
  const [fill1, fill2] = [fillTemplate(templates[0]), fillTemplate(templates[1])];
  const sourceOf = sourceTokens(sources, vocabSize);
  return (pair, maxLength) => {
    const [text1, text2, source] = [fill1(pair.sentence1), fill2(pair.sentence2), sourceOf(pair)];
    return sequencesPerPair === 1
      ? [tokenizer.encodePair(text1, text2, maxLength, source)]
      : [text1, text2].map((text) => tokenizer.encodeSingle(text, maxLength, source));
  };
}
