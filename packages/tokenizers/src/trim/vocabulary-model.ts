import { z } from "zod";
import { unigramSchema } from "../parts/unigram.ts";
import { appliedMerges, type Merge, mergeKey } from "./applied-merges.ts";

/** A tokenizer's model as far as trimming needs it. */
export interface VocabularyModel {
  /** Ids by token, without added tokens that the model itself does not have. */
  readonly ids: ReadonlyMap<string, number>;
  /**
   * Tokens beyond the used ones that the same segmentation asks for, and single characters, so that other texts of
   * the same letters stay readable.
   */
  required(used: readonly string[]): readonly string[];
  /** The model with those tokens alone, as tokenizer.json has it. */
  keep(kept: ReadonlySet<string>, newId: (id: number) => number): object;
}

const vocabularySchema = z.record(z.string(), z.int().min(0));
const wordPieceSchema = z.looseObject({
  type: z.literal("WordPiece"),
  unk_token: z.string(),
  continuing_subword_prefix: z.string().default("##"),
  vocab: vocabularySchema,
});
const mergeSchema = z
  .union([z.tuple([z.string(), z.string()]), z.string().transform((merge) => merge.split(" "))])
  .pipe(z.tuple([z.string(), z.string()]));
const bpeSchema = z.looseObject({
  type: z.literal("BPE"),
  unk_token: z.string().nullish(),
  vocab: vocabularySchema,
  merges: z.array(mergeSchema),
});
const modelSchema = z.discriminatedUnion("type", [wordPieceSchema, unigramSchema, bpeSchema]);

/**
 * A model of tokenizer.json, to be trimmed.
 * @throws ZodError where it is none of WordPiece, Unigram and BPE.
 */
export function vocabularyModel(json: unknown): VocabularyModel {
  const model = modelSchema.parse(json);
  switch (model.type) {
    case "WordPiece":
      return wordPiece(model);
    case "Unigram":
      return unigram(model);
    case "BPE":
      return bpe(model);
  }
}

function wordPiece(model: z.infer<typeof wordPieceSchema>): VocabularyModel {
  const prefix = model.continuing_subword_prefix;
  return {
    ids: new Map(Object.entries(model.vocab)),
    required: (used) => [
      model.unk_token,
      ...charactersOf(used).flatMap((character) => [character, prefix + character]),
    ],
    keep: (kept, newId) => ({ ...model, vocab: keptIds(model.vocab, kept, newId) }),
  };
}

function unigram(model: z.infer<typeof unigramSchema>): VocabularyModel {
  const { vocab, unk_id: unknownId } = model;
  const pieces = vocab.map(([piece]) => piece);
  // An unknown character's score follows from the lowest one.
  const lowest = vocab.reduce((least, piece) => (piece[1] < least[1] ? piece : least), vocab[0] ?? ["", 0]);
  const bytes = model.byte_fallback ? pieces.filter((piece) => /^<0x[0-9A-F]{2}>$/.test(piece)) : [];
  return {
    ids: new Map(pieces.map((piece, id) => [piece, id])),
    required: (used) => [...pieces.slice(unknownId, unknownId + 1), lowest[0], ...bytes, ...charactersOf(used)],
    keep: (kept, newId) => ({
      ...model,
      unk_id: newId(unknownId),
      vocab: vocab.filter(([piece]) => kept.has(piece)),
    }),
  };
}

function bpe(model: z.infer<typeof bpeSchema>): VocabularyModel {
  const ranks = new Map(model.merges.map((merge, rank) => [mergeKey(merge), rank]));
  const known = new Map<string, readonly Merge[]>();
  const mergesOf = (token: string): readonly Merge[] => {
    const merges = known.get(token) ?? appliedMerges(token, ranks);
    known.set(token, merges);
    return merges;
  };
  const letters = Object.keys(model.vocab).filter((token) => Array.from(token).length === 1);
  return {
    ids: new Map(Object.entries(model.vocab)),
    required: (used) => [
      ...(model.unk_token ? [model.unk_token] : []),
      ...letters,
      ...used.flatMap((token) => mergesOf(token).flatMap((merge) => [...merge, merge.join("")])),
    ],
    keep: (kept, newId) => {
      const applied = new Set([...kept].flatMap((token) => mergesOf(token).map(mergeKey)));
      const merges = model.merges.filter((merge) => applied.has(mergeKey(merge)));
      return { ...model, vocab: keptIds(model.vocab, kept, newId), merges };
    },
  };
}

function charactersOf(tokens: readonly string[]): readonly string[] {
  return [...new Set(tokens.flatMap((token) => Array.from(token)))];
}

function keptIds(
  vocab: Readonly<Record<string, number>>,
  kept: ReadonlySet<string>,
  newId: (id: number) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(vocab)
      .filter(([token]) => kept.has(token))
      .map(([token, id]) => [token, newId(id)]),
  );
}
