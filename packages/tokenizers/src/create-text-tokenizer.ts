import { z } from "zod";
import { addedTokenSchema } from "./added-tokens/added-token.ts";
import { addedTokenFinder } from "./added-tokens/find-added-tokens.ts";
import { createModel } from "./parts/create-model.ts";
import { createNormalizer } from "./parts/create-normalizer.ts";
import { createPreTokenizer } from "./parts/create-pre-tokenizer.ts";
import { type Normalize, partSchema, type Split } from "./parts/library.ts";
import { idsByToken, modelSchema } from "./parts/model-schema.ts";
import { readable } from "./readable.ts";

/** Text to token ids, no special tokens around them. */
export interface TextTokenizer {
  readonly largestId: number;
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
    const all = [...ids.values(), ...json.added_tokens.map(({ id }) => id)];
    return { largestId: all.reduce((most, id) => Math.max(most, id), -1), encode: encoder(json, ids) };
  });
}

/** @see tokenizers 0.23.3, added_vocabulary.rs, `extract_and_normalize` */
function encoder(
  { added_tokens: added, normalizer, pre_tokenizer: preTokenizer, model }: TextTokenizerJson,
  ids: ReadonlyMap<string, number>,
): TextTokenizer["encode"] {
  const normalize: Normalize = normalizer ? createNormalizer(normalizer) : (text) => text;
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
