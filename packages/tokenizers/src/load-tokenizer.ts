import { type TokenSequence, UserError } from "@dalmeum/contracts";
import { createTextTokenizer } from "./create-text-tokenizer.ts";
import { readTokenizerJson } from "./sources/read-tokenizer-json.ts";
import { createTemplate } from "./template.ts";
import { truncatePair } from "./truncate-pair.ts";

/**
 * Text to token ids, special tokens included. Ids `before` are put before the text, or before the first one, and count as
 * tokens of it.
 */
export interface SentenceTokenizer {
  /** One text, cut at its end to `maxLength` tokens. */
  encodeSingle(text: string, maxLength: number, before?: readonly number[]): TokenSequence;
  /** Two texts in one sequence by the tokenizer's pair template, the longer one cut first to `maxLength` tokens. */
  encodePair(text1: string, text2: string, maxLength: number, before?: readonly number[]): TokenSequence;
  /** How much of texts the vocabulary lacks. */
  unknownTokens(texts: ReadonlySet<string>): UnknownTokens;
}

export interface UnknownTokens {
  /** Of the texts' tokens, those that stand for what the vocabulary lacks, 0..1. */
  readonly share: number;
  /** Whether Hangul is among it, as the vocabulary has syllables and the tokenizer takes them apart. */
  readonly takesHangulApart: boolean;
}

/** What a tokenizer must fit of an encoder's config. */
export interface TokenizerLimits {
  readonly vocabSize: number;
  readonly typeVocabSize: number;
  /** Tokens of the longest sequence. */
  readonly maxLength: number;
}

/**
 * Read a checkpoint's tokenizer: tokenizer.json, or else the files of its family (docs/tokenizers.md).
 * @param folder of the checkpoint.
 * @throws UserError where the files are missing, unsupported, or have ids that the encoder has no embedding for.
 */
export function loadTokenizer(folder: string, config: TokenizerLimits): SentenceTokenizer {
  const { path, json } = readTokenizerJson(folder);
  const { largestId, unknownId, takesHangulApart, encode } = createTextTokenizer(path, json);
  const single = createTemplate(json.post_processor.single, config.typeVocabSize);
  const pair = createTemplate(json.post_processor.pair, config.typeVocabSize);
  const specialIds = [single, pair].flatMap((template) => template.fill({ A: [], B: [] }).inputIds);
  const largest = specialIds.reduce((most, id) => Math.max(most, id), largestId);
  if (largest >= config.vocabSize) {
    const name = json.added_tokens.find(({ id }) => id === largest)?.content;
    throw new UserError(
      `${path}: ${name === undefined ? "" : `${JSON.stringify(name)} `}has token id ${largest}, expected ids below vocab_size ${config.vocabSize} of config.json`,
    );
  }
  const types = pair.fill({ A: [0], B: [0] }).tokenTypeIds.reduce((most, type) => Math.max(most, type), 0) + 1;
  if (types > Math.max(1, config.typeVocabSize)) {
    throw new UserError(
      `${path}: post_processor has ${types} token types, expected ${config.typeVocabSize} as type_vocab_size of config.json`,
    );
  }
  const roomFor = (maxLength: number, least: number, special: number): number => {
    if (Number.isInteger(maxLength) && maxLength >= least && maxLength <= config.maxLength) return maxLength - special;
    throw new UserError(`maxLength is ${maxLength}, expected a whole number ${least} .. ${config.maxLength}`);
  };
  return {
    encodeSingle: (text, maxLength, before = []) => {
      const room = roomFor(maxLength, single.specialTokens + before.length + 1, single.specialTokens);
      return single.fill({ A: [...before, ...encode(text)].slice(0, room), B: [] });
    },
    encodePair: (text1, text2, maxLength, before = []) => {
      const room = roomFor(maxLength, pair.specialTokens + 2 * (before.length + 1), pair.specialTokens);
      const [ids1, ids2] = [[...before, ...encode(text1)], encode(text2)];
      const [kept1, kept2] = truncatePair(ids1.length, ids2.length, room);
      return pair.fill({ A: ids1.slice(0, kept1), B: ids2.slice(0, kept2) });
    },
    unknownTokens: (texts) => {
      const ids = [...texts].flatMap(encode);
      const unknown = ids.filter((id) => id === unknownId).length;
      return { share: ids.length === 0 ? 0 : unknown / ids.length, takesHangulApart };
    },
  };
}
