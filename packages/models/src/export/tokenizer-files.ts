import { z } from "zod";
import { tokenizerSource } from "@dalmeum/tokenizers";
import { SOURCE_MARKS, type TrainedModel } from "./trained-model.ts";

const id = z.int().min(0);
const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id, content: z.string() })).default([]),
  pre_tokenizer: z.unknown(),
  model: z.looseObject({ vocab: z.union([z.array(z.tuple([z.string(), z.number()])), z.record(z.string(), id)]) }),
});
type TokenizerJson = z.infer<typeof tokenizerSchema>;

/**
 * tokenizer.json and tokenizer_config.json. The class is the one that takes tokenizer.json as it is: those of the families
 * build their own from its vocabulary.
 */
export function tokenizerFiles({
  folder,
  reading,
}: Pick<TrainedModel, "folder" | "reading">): Readonly<Record<string, unknown>> {
  const json = tokenizerSchema.parse(tokenizerSource(folder).json);
  const tokens = tokensById(json);
  const padToken = tokens.get(reading.padTokenId);
  return {
    "tokenizer.json": {
      ...json,
      truncation: null,
      padding: null,
      added_tokens: [...json.added_tokens, ...sourceTokensOf(json, tokens, reading)],
    },
    "tokenizer_config.json": {
      tokenizer_class: "PreTrainedTokenizerFast",
      model_max_length: reading.maxLength,
      ...(padToken === undefined ? {} : { pad_token: padToken }),
      // Where there is one type or none, a tokenizer may still number them: the encoder would look in vain.
      model_input_names: ["input_ids", ...(reading.typeVocabSize > 1 ? ["token_type_ids"] : []), "attention_mask"],
    },
  };
}

function tokensById({ model, added_tokens: added }: TokenizerJson): ReadonlyMap<number, string> {
  const { vocab } = model;
  const pieces = Array.isArray(vocab)
    ? vocab.map(([piece], index) => [index, piece] as const)
    : Object.entries(vocab).map(([piece, index]) => [index, piece] as const);
  return new Map([...pieces, ...added.map(({ id: index, content }) => [index, content] as const)]);
}

/** The tokenizers library numbers added tokens on from its last one: ids up to the first source's are filled. */
function sourceTokensOf(
  json: TokenizerJson,
  tokens: ReadonlyMap<number, string>,
  { sources, vocabSize }: TrainedModel["reading"],
): readonly object[] {
  if (sources.length === 0) return [];
  const next = [...tokens.keys()].reduce((most, index) => Math.max(most, index), -1) + 1;
  const unused = Array.from({ length: vocabSize - next }, (_, index) => `<unused:${next + index}>`);
  // Other tokenizers mark a word's start by the space before it, or by themselves; a byte-level one only inside a text.
  const rstrip = JSON.stringify(json.pre_tokenizer ?? null).includes('"ByteLevel"');
  return [...unused, ...sources.map((source) => SOURCE_MARKS.join(source))].map((content, index) => ({
    id: next + index,
    content,
    single_word: false,
    lstrip: false,
    rstrip,
    normalized: false,
    special: true,
  }));
}
