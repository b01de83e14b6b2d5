import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { readSentencePieceModel, type SentencePieceModel } from "./sentence-piece-model.ts";
import { type AddedToken, addedToken, readTokenizerConfig, specialTokens } from "./tokenizer-config.ts";

const METASPACE = { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true };
const spaces = (content: string) => ({ type: "Replace", pattern: { Regex: " {2,}" }, content });
const precompiled = ({ charsmap }: SentencePieceModel) =>
  charsmap === "" ? [] : [{ type: "Precompiled", precompiled_charsmap: charsmap }];

/** Pieces that SentencePiece itself puts before its own. */
const OWN_PIECES = 3;

/**
 * sentencepiece.bpe.model as the tokenizer.json of an XLM-RoBERTa: <s> <pad> </s> <unk> first, then the model's pieces
 * without its own three, <mask> last; <s> A </s></s> B </s>.
 * @see transformers 5.23.0, convert_slow_tokenizer.py, XLMRobertaConverter
 * @throws UserError where the file is no SentencePiece model of the kind Unigram.
 */
export function xlmRobertaTokenizer(folder: string, path: string): unknown {
  const model = readSentencePieceModel(path);
  const config = readTokenizerConfig(folder);
  const vocab: readonly (readonly [string, number])[] = [
    ...["<s>", "<pad>", "</s>", "<unk>"].map((token) => [token, 0] as const),
    ...model.vocab.slice(OWN_PIECES),
    ["<mask>", 0],
  ];
  const idOf = idsOf(vocab);
  const special = specialTokens(path, config, idOf);
  const [cls, sep, unknown] = [
    special("cls_token", "<s>"),
    special("sep_token", "</s>"),
    special("unk_token", "<unk>"),
  ];
  const named = [cls, special("pad_token", "<pad>"), sep, unknown, special("mask_token", "<mask>")];
  return {
    added_tokens: [...named, ...ownTokens(model, named, idOf)],
    normalizer: {
      type: "Sequence",
      normalizers: [...precompiled(model), { type: "Strip", strip_left: false, strip_right: true }, spaces("▁")],
    },
    pre_tokenizer: METASPACE,
    post_processor: { type: "RobertaProcessing", cls: [cls.content, cls.id], sep: [sep.content, sep.id] },
    model: { type: "Unigram", unk_id: unknown.id, vocab },
  };
}

/**
 * spm.model as the tokenizer.json of a DeBERTa-v2 or v3: ids as they are, [MASK] after them where the model has none;
 * [CLS] A [SEP] B [SEP].
 * @see transformers 5.23.0, convert_slow_tokenizer.py, DebertaV2Converter
 * @throws UserError where the file is no SentencePiece model of the kind Unigram, or lacks a special token.
 */
export function debertaTokenizer(folder: string, path: string): unknown {
  const model = readSentencePieceModel(path);
  const config = readTokenizerConfig(folder);
  const idOf = idsOf(model.vocab);
  const added = readAddedIds(folder);
  const mask = config.specialTokens.mask_token?.content ?? "[MASK]";
  const special = specialTokens(
    path,
    config,
    (token) => idOf(token) ?? added.get(token) ?? (token === mask ? model.vocab.length : undefined),
  );
  const [cls, sep] = [special("cls_token", "[CLS]"), special("sep_token", "[SEP]")];
  const named = [
    special("pad_token", "[PAD]"),
    cls,
    sep,
    special("unk_token", "[UNK]"),
    special("mask_token", "[MASK]"),
  ];
  return {
    added_tokens: [...named, ...ownTokens(model, named, idOf)],
    normalizer: {
      type: "Sequence",
      normalizers: [
        ...(config.do_lower_case ? [{ type: "Lowercase" }] : []),
        { type: "Strip", strip_left: true, strip_right: true },
        ...precompiled(model),
        spaces(" "),
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [...(config.split_by_punct ? [{ type: "Punctuation", behavior: "Isolated" }] : []), METASPACE],
    },
    post_processor: { type: "BertProcessing", cls: [cls.content, cls.id], sep: [sep.content, sep.id] },
    model: { type: "Unigram", unk_id: model.unknownId, vocab: model.vocab },
  };
}

function idsOf(vocab: readonly (readonly [string, number])[]): (piece: string) => number | undefined {
  const ids = new Map(vocab.map(([piece], id) => [piece, id]));
  return (piece) => ids.get(piece);
}

/** The model's control and user-defined pieces, which are matched before the text is split. */
function ownTokens(
  { controls, userDefined }: SentencePieceModel,
  named: readonly AddedToken[],
  idOf: (piece: string) => number | undefined,
): readonly AddedToken[] {
  const known = new Set(named.map(({ content }) => content));
  const tokens = (pieces: readonly string[], special: boolean): readonly AddedToken[] =>
    pieces.flatMap((piece) => {
      const id = known.has(piece) ? undefined : idOf(piece);
      return id === undefined ? [] : [addedToken(id, piece, false, special)];
    });
  return [...tokens(controls, true), ...tokens(userDefined, false)];
}

/** Ids of tokens that a vocabulary lacks: added_tokens.json. */
function readAddedIds(folder: string): ReadonlyMap<string, number> {
  const path = join(folder, "added_tokens.json");
  return new Map(existsSync(path) ? Object.entries(readJson(path, z.record(z.string(), z.int().min(0)))) : []);
}
