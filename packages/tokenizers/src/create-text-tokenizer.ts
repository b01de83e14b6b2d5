import { z } from "zod";
import { addedTokenSchema } from "./added-tokens/added-token.ts";
import { addedTokenFinder } from "./added-tokens/find-added-tokens.ts";
import { createModel } from "./parts/create-model.ts";
import { createNormalizer } from "./parts/create-normalizer.ts";
import { createPreTokenizer } from "./parts/create-pre-tokenizer.ts";
import { type Normalize, partSchema, type Split } from "./parts/library.ts";
import { idsByToken, modelSchema, unknownId } from "./parts/model-schema.ts";
import { readable } from "./readable.ts";

/** Text to token ids, no special tokens around them. */
export interface TextTokenizer {
  readonly largestId: number;
  /** What stands for text that the vocabulary lacks; undefined where no text is unknown. */
  readonly unknownId: number | undefined;
  /** Whether the vocabulary has Hangul in syllables and the normalizer takes those apart, so that none is found. */
  readonly takesHangulApart: boolean;
  encode(text: string): readonly number[];
}

export const textTokenizerSchema = z.looseObject({
  added_tokens: z.array(addedTokenSchema).default([]),
  normalizer: partSchema.nullable().default(null),
  pre_tokenizer: partSchema.nullable().default(null),
  model: modelSchema,
});
export type TextTokenizerJson = z.infer<typeof textTokenizerSchema>;

/**
 * A tokenizer from the contents of tokenizer.json: parts of @huggingface/tokenizers 0.2, and ours where those differ
 * from tokenizers 0.23.3.
 * @param path of the file, for messages.
 * @throws UserError where it is of a kind that is not known.
 */
export function createTextTokenizer(path: string, json: TextTokenizerJson): TextTokenizer {
  return readable(path, () => {
    const ids = idsByToken(json.model);
    const normalize: Normalize = json.normalizer ? createNormalizer(json.normalizer) : (text) => text;
    const all = [...ids.values(), ...json.added_tokens.map(({ id }) => id)];
    return {
      largestId: all.reduce((most, id) => Math.max(most, id), -1),
      unknownId: unknownId(json.model, ids),
      takesHangulApart: !SYLLABLE.test(normalize("가")) && [...ids.keys()].some((token) => SYLLABLE.test(token)),
      encode: encoder(json, ids, normalize),
    };
  });
}

const SYLLABLE = /[\uAC00-\uD7A3]/;

/** @see tokenizers 0.23.3, added_vocabulary.rs, `extract_and_normalize` */
function encoder(
  { added_tokens: added, pre_tokenizer: preTokenizer, model }: TextTokenizerJson,
  ids: ReadonlyMap<string, number>,
  normalize: Normalize,
): TextTokenizer["encode"] {
  const split: Split = preTokenizer ? createPreTokenizer(preTokenizer) : (text) => [text];
  const encodeWords = createModel(model, ids);
  const findAsWritten = addedTokenFinder(
    added.filter(({ normalized }) => !normalized),
    ({ content }) => content,
  );
  const findNormalized = addedTokenFinder(
    added.filter(({ normalized }) => normalized),
    ({ content }) => normalize(content),
  );
  return (text) => {
    const sections = findAsWritten(text).flatMap((section) =>
      typeof section === "number" ? section : findNormalized(normalize(section)),
    );
    return sections.flatMap((section, index) =>
      typeof section === "number" ? section : encodeWords(split(section, { section_index: index })),
    );
  };
}
