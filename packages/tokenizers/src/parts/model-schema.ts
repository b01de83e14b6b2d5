import { z } from "zod";

/** Past it no reader keeps an id: tokenizers counts in uint32. */
const LARGEST_ID = 2 ** 32 - 1;
const CHARACTERS_PER_WORD = 100;
/** Characters of a value that is no id. */
const SHOWN = 80;

/** A token's id in a file. */
export const tokenIdSchema = z.int().min(0).max(LARGEST_ID);

/** A vocabulary is large: it is looked through in one go, and the first problem is told. */
function vocabularySchema<T extends object>(
  expected: string,
  fits: (value: unknown) => boolean,
  isVocabulary: (value: unknown) => value is T,
): z.ZodType<T> {
  return z
    .custom<T>(isVocabulary, { error: `expected ${expected}`, abort: true })
    .superRefine((vocabulary, context) => {
      const wrong = Object.entries(vocabulary).find(([, value]) => !fits(value));
      if (wrong === undefined) return;
      const message = `found ${JSON.stringify(wrong[1]).slice(0, SHOWN)}, expected ${expected}`;
      context.addIssue({ code: "custom", path: [wrong[0]], message });
    });
}

/** Ids by token. */
export const idsByTokenSchema = vocabularySchema(
  `a token's id, a whole number 0 .. ${LARGEST_ID}`,
  (id) => typeof id === "number" && Number.isInteger(id) && id >= 0 && id <= LARGEST_ID,
  (value): value is Readonly<Record<string, number>> =>
    typeof value === "object" && value !== null && !Array.isArray(value),
);

/** Pieces and their scores, by id. */
const piecesSchema = vocabularySchema(
  "a piece and its score",
  (piece) => Array.isArray(piece) && piece.length === 2 && typeof piece[0] === "string" && Number.isFinite(piece[1]),
  (value): value is readonly (readonly [string, number])[] => Array.isArray(value),
);

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
    vocab: piecesSchema,
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

/** What stands for text that a model lacks; undefined where it leaves such text out. */
export function unknownId(model: TokenizerModel, ids: ReadonlyMap<string, number>): number | undefined {
  return model.type === "Unigram" ? model.unk_id : ids.get(model.unk_token ?? "");
}
