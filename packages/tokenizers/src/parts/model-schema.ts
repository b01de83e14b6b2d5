import { z } from "zod";

/** Past it no reader keeps an id: tokenizers counts in uint32. */
const LARGEST_ID = 2 ** 32 - 1;
const CHARACTERS_PER_WORD = 100;

/** A token's id in a file. */
export const tokenIdSchema = z.int().min(0).max(LARGEST_ID);
const idsByTokenSchema = z.record(z.string(), tokenIdSchema);

const wordPieceSchema = z.looseObject({
  type: z.literal("WordPiece"),
  unk_token: z.string(),
  continuing_subword_prefix: z.string().default("##"),
  max_input_chars_per_word: z.int().min(0).default(CHARACTERS_PER_WORD),
  vocab: idsByTokenSchema,
});

const unigramSchema = z
  .looseObject({
    type: z.literal("Unigram"),
    vocab: z.array(z.tuple([z.string(), z.number()])),
    unk_id: z.int("names no unknown token").min(0),
    byte_fallback: z.boolean().default(false),
  })
  .refine((model) => model.unk_id < model.vocab.length, { path: ["unk_id"], message: "is no piece of vocab" });

const mergeSchema = z
  .union([z.tuple([z.string(), z.string()]), z.string().transform((merge) => merge.split(" "))])
  .pipe(z.tuple([z.string(), z.string()]));
// Byte-level BPE knows every text, so that it may name no unknown token.
const bpeSchema = z.looseObject({
  type: z.literal("BPE"),
  unk_token: z.string().nullish(),
  continuing_subword_prefix: z.literal("", "BPE with a prefix is not supported").nullish(),
  vocab: idsByTokenSchema,
  merges: z.array(mergeSchema),
});

/**
 * The `model` of tokenizer.json. One without a type, as files before tokenizers 0.9 have it, is told by its fields.
 * @see tokenizers 0.23.3, models/mod.rs, ModelUntagged
 */
export const modelSchema = z.preprocess(
  withType,
  z.discriminatedUnion("type", [wordPieceSchema, unigramSchema, bpeSchema], {
    error: "not supported; supported: WordPiece, Unigram, BPE",
  }),
);
export type TokenizerModel = z.infer<typeof modelSchema>;
export type UnigramModel = Extract<TokenizerModel, { type: "Unigram" }>;

function withType(json: unknown): unknown {
  if (typeof json !== "object" || json === null || ("type" in json && json.type !== null)) return json;
  return { ...json, type: typeOf(json) };
}

function typeOf(model: object): string {
  if ("vocab" in model && Array.isArray(model.vocab)) return "Unigram";
  if ("merges" in model) return "BPE";
  return "continuing_subword_prefix" in model && "max_input_chars_per_word" in model ? "WordPiece" : "WordLevel";
}

/** Ids by token; of a token that is there twice the last one. */
export function idsByToken(model: TokenizerModel): ReadonlyMap<string, number> {
  return new Map(
    model.type === "Unigram" ? model.vocab.map(([piece], id) => [piece, id]) : Object.entries(model.vocab),
  );
}

/** How many tokens tokenizers counts in a model: it numbers added ones on from there, whatever ids are in use. */
export function modelSize(model: TokenizerModel): number {
  return model.type === "Unigram" ? model.vocab.length : Object.keys(model.vocab).length;
}
