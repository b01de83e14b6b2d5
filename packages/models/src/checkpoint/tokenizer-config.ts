import { z } from "zod";
import type { TransformerConfig } from "./encoder-config.ts";

const id = z.int().min(0);
export const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id, content: z.string() })).default([]),
  normalizer: z.unknown().optional(),
  pre_tokenizer: z.unknown().optional(),
  model: z.looseObject({ vocab: z.union([z.array(z.tuple([z.string(), z.number()])), z.record(z.string(), id)]) }),
});
/** Of a tokenizer.json what is looked at when one is written. */
export type TokenizerJson = z.infer<typeof tokenizerSchema>;

/**
 * tokenizer_config.json beside a tokenizer.json. The class is the one that takes that file as it is: those of the families
 * build their own from its vocabulary, in lower case where nothing is said.
 * @see transformers 5.23.0, AutoTokenizer
 */
export function tokenizerConfig(
  json: TokenizerJson,
  { padTokenId, maxLength, typeVocabSize }: Pick<TransformerConfig, "padTokenId" | "maxLength" | "typeVocabSize">,
): object {
  const padToken = tokensById(json).get(padTokenId);
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    model_max_length: maxLength,
    ...(padToken === undefined ? {} : { pad_token: padToken }),
    // Where there is one type or none, a tokenizer may still number them: the encoder would look in vain.
    model_input_names: ["input_ids", ...(typeVocabSize > 1 ? ["token_type_ids"] : []), "attention_mask"],
  };
}

function tokensById({ model, added_tokens: added }: TokenizerJson): ReadonlyMap<number, string> {
  const { vocab } = model;
  const pieces = Array.isArray(vocab)
    ? vocab.map(([piece], index) => [index, piece] as const)
    : Object.entries(vocab).map(([piece, index]) => [index, piece] as const);
  return new Map([...pieces, ...added.map(({ id: index, content }) => [index, content] as const)]);
}
