import { idsByToken, type TokenizerModel, type UnigramModel } from "../parts/model-schema.ts";
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
  /** The model with those tokens alone, as tokenizer.json has it, by their old ids; in the order of the new ones. */
  keep(tokens: ReadonlyMap<number, string>, newId: (id: number) => number): object;
}

type WordPieceModel = Extract<TokenizerModel, { type: "WordPiece" }>;
type BpeModel = Extract<TokenizerModel, { type: "BPE" }>;

/** A model of tokenizer.json, to be trimmed. */
export function vocabularyModel(model: TokenizerModel): VocabularyModel {
  switch (model.type) {
    case "WordPiece":
      return wordPiece(model);
    case "Unigram":
      return unigram(model);
    case "BPE":
      return bpe(model);
  }
}

function wordPiece(model: WordPieceModel): VocabularyModel {
  const prefix = model.continuing_subword_prefix;
  return {
    ids: idsByToken(model),
    required: (used) => [
      model.unk_token,
      ...charactersOf(used).flatMap((character) => [character, prefix + character]),
    ],
    keep: (tokens, newId) => ({ ...model, vocab: newIds(tokens, newId) }),
  };
}

function unigram(model: UnigramModel): VocabularyModel {
  const { vocab, unk_id: unknownId } = model;
  const ids = idsByToken(model);
  // An unknown character's score follows from the lowest one.
  const lowest = vocab.reduce((least, piece) => (piece[1] < least[1] ? piece : least), vocab[0] ?? ["", 0]);
  const bytes = model.byte_fallback ? [...ids.keys()].filter((piece) => /^<0x[0-9A-F]{2}>$/.test(piece)) : [];
  return {
    ids,
    required: (used) => [vocab[unknownId]?.[0] ?? "", lowest[0], ...bytes, ...charactersOf(used)],
    keep: (tokens, newId) => ({
      ...model,
      unk_id: newId(unknownId),
      vocab: Array.from(tokens, ([id, piece]) => [piece, vocab[id]?.[1] ?? 0] as const),
    }),
  };
}

function bpe(model: BpeModel): VocabularyModel {
  const ranks = new Map(model.merges.map((merge, rank) => [mergeKey(merge), rank]));
  const known = new Map<string, readonly Merge[]>();
  const mergesOf = (token: string): readonly Merge[] => {
    const merges = known.get(token) ?? appliedMerges(token, ranks);
    known.set(token, merges);
    return merges;
  };
  const letters = Object.keys(model.vocab).filter((token) => Array.from(token).length === 1);
  return {
    ids: idsByToken(model),
    required: (used) => [
      ...(model.unk_token ? [model.unk_token] : []),
      ...letters,
      ...used.flatMap((token) => mergesOf(token).flatMap((merge) => [...merge, merge.join("")])),
    ],
    keep: (tokens, newId) => {
      const applied = new Set([...tokens.values()].flatMap((token) => mergesOf(token).map(mergeKey)));
      const merges = model.merges.filter((merge) => applied.has(mergeKey(merge)));
      return { ...model, vocab: newIds(tokens, newId), merges };
    },
  };
}

function charactersOf(tokens: readonly string[]): readonly string[] {
  return [...new Set(tokens.flatMap((token) => Array.from(token)))];
}

function newIds(tokens: ReadonlyMap<number, string>, newId: (id: number) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(Array.from(tokens, ([id, token]) => [token, newId(id)]));
}
