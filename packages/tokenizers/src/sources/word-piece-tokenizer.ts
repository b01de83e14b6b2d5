import { readFileSync } from "node:fs";
import { readTokenizerConfig, specialTokens } from "./tokenizer-config.ts";

/**
 * vocab.txt, a token a line, as the tokenizer.json of a BERT: [CLS] A [SEP] B [SEP], ## before a word's later pieces.
 * @see transformers 5.23.0, BertTokenizer
 * @throws UserError where the vocabulary lacks a special token.
 */
export function wordPieceTokenizer(folder: string, path: string): unknown {
  const tokens = readFileSync(path, "utf8").split(/\r\n?|\n/);
  if (tokens.at(-1) === "") tokens.pop();
  const vocab = new Map(tokens.map((token, id) => [token, id]));
  const config = readTokenizerConfig(folder);
  const special = specialTokens(path, config, (token) => vocab.get(token));
  const [cls, sep, unknown] = [
    special("cls_token", "[CLS]"),
    special("sep_token", "[SEP]"),
    special("unk_token", "[UNK]"),
  ];
  return {
    added_tokens: [unknown, sep, special("pad_token", "[PAD]"), cls, special("mask_token", "[MASK]")],
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: config.tokenize_chinese_chars ?? true,
      strip_accents: config.strip_accents ?? null,
      lowercase: config.do_lower_case ?? true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", cls: [cls.content, cls.id], sep: [sep.content, sep.id] },
    model: {
      type: "WordPiece",
      unk_token: unknown.content,
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocab),
    },
  };
}
