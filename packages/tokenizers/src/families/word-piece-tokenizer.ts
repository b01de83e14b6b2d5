import { readFileSync } from "node:fs";
import type { TokenizerModel } from "../parts/model-schema.ts";
import { type FamilyFiles, type FamilyTokenizer, familyTokens, namesOf, type UsualTokens } from "./family.ts";

const USUAL: UsualTokens = {
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
  mask_token: "[MASK]",
};

/** Ids by token: vocab.txt, a token a line; of one that is there twice the last line counts. */
export function readVocabTxt(path: string): Readonly<Record<string, number>> {
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return Object.fromEntries(lines.map((line, id) => [line.replace(/\p{White_Space}+$/u, ""), id]));
}

/**
 * A BERT's tokenizer: [CLS] A [SEP] B [SEP], ## before a word's later pieces.
 * @see transformers 5.23.0, BertTokenizer
 * @throws UserError where the vocabulary lacks a special token.
 */
export function wordPieceTokenizer(vocab: Readonly<Record<string, number>>, files: FamilyFiles): FamilyTokenizer {
  const { options } = files.settings;
  const model: TokenizerModel = {
    type: "WordPiece",
    unk_token: namesOf(files.settings, USUAL)("unk_token"),
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab,
  };
  const { added, special } = familyTokens(files, model, USUAL);
  special("unk_token");
  return {
    added_tokens: added,
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: options?.tokenize_chinese_chars ?? true,
      strip_accents: options?.strip_accents ?? null,
      lowercase: options?.do_lower_case ?? true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", cls: special("cls_token"), sep: special("sep_token") },
    model,
  };
}
