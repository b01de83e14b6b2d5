import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { createNormalizer } from "./parts/create-normalizer.ts";
import { createPreTokenizer } from "./parts/create-pre-tokenizer.ts";
import { libraryTokenizer, partSchema } from "./parts/library.ts";
import { unigram, type UnigramModel, unigramSchema } from "./parts/unigram.ts";

/** Text to token ids, no special tokens around them. */
export interface TextTokenizer {
  readonly largestId: number;
  encode(text: string): readonly number[];
}

export const textTokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int().min(0), content: z.string() })).default([]),
  normalizer: partSchema.nullable().default(null),
  pre_tokenizer: partSchema.nullable().default(null),
  model: z.looseObject({ type: z.string() }).refine(
    // Byte-level BPE knows every text, and RoBERTa's files often name no unknown token.
    (model) => model.type === "BPE" || typeof (model.unk_id ?? model.unk_token) !== "undefined",
    "names no unknown token",
  ),
});
export type TextTokenizerJson = z.infer<typeof textTokenizerSchema>;

/**
 * A tokenizer from the contents of tokenizer.json: @huggingface/tokenizers 0.2 with those parts replaced in which it
 * differs from tokenizers 0.23.3.
 * @param path of the file, for messages.
 * @throws UserError where it is of a kind that is not known.
 */
export function createTextTokenizer(path: string, json: TextTokenizerJson): TextTokenizer {
  try {
    const { vocabulary, encode, replace } = libraryTokenizer({ ...json, model: modelOf(json) });
    if (json.normalizer) replace("normalizer", createNormalizer(json.normalizer));
    if (json.pre_tokenizer) replace("pre_tokenizer", createPreTokenizer(json.pre_tokenizer));
    if (json.model.type === "Unigram") replace("model", mendedUnigram(unigramSchema.parse(json.model), vocabulary));
    return { largestId: [...vocabulary.values()].reduce((most, id) => Math.max(most, id), -1), encode };
  } catch (cause) {
    throw new UserError(
      `${path}: not a tokenizer that can be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** The library's Unigram takes a second and hundreds of megabytes for a vocabulary of 250k, only to be replaced. */
function modelOf({ model }: TextTokenizerJson): object {
  if (model.type !== "Unigram") return model;
  const { vocab, unk_id: unknownId } = unigramSchema.parse(model);
  const ids = Object.fromEntries(vocab.map(([piece], id) => [piece, id]));
  return { type: "WordPiece", vocab: ids, unk_token: vocab[unknownId]?.[0] };
}

/** In the form that the library calls and reads. */
function mendedUnigram(model: UnigramModel, vocabulary: ReadonlyMap<string, number>): unknown {
  return Object.assign(unigram(model), { tokens_to_ids: vocabulary, unk_token_id: model.unk_id });
}
