import type { AddedTokenForm } from "../added-tokens/added-token.ts";
import type { UnigramModel } from "../parts/model-schema.ts";
import { type FamilyFiles, type FamilyTokenizer, familyTokens, namesOf, type UsualTokens } from "./family.ts";

/** A Unigram vocabulary, whatever file it stands in. */
export interface UnigramVocabulary {
  /** Pieces and their scores, by id. */
  readonly vocab: UnigramModel["vocab"];
  readonly unknownId: number;
  /** A compiled map of characters, in base64; empty where text stays as it is. */
  readonly charsmap: string;
  /** Pieces of a SentencePiece model that are matched before the text is split. */
  readonly own: readonly AddedTokenForm[] | undefined;
}

const metaspace = (scheme: "always" | "first" | "never") => ({
  type: "Metaspace",
  replacement: "▁",
  prepend_scheme: scheme,
  split: true,
});
const precompiled = ({ charsmap }: UnigramVocabulary) =>
  charsmap === "" ? [] : [{ type: "Precompiled", precompiled_charsmap: charsmap }];

const XLM_ROBERTA: UsualTokens = {
  bos_token: "<s>",
  eos_token: "</s>",
  sep_token: "</s>",
  cls_token: "<s>",
  unk_token: "<unk>",
  pad_token: "<pad>",
  mask_token: "<mask>",
};
/** Pieces that SentencePiece itself puts before its own. */
const OWN_PIECES = 3;
const FAIRSEQ_UNKNOWN = 3;

/** A SentencePiece model's pieces with fairseq's ids: <s> <pad> </s> <unk> first, then its own, <mask> last. */
export function withFairseqIds(vocabulary: UnigramVocabulary, { settings }: FamilyFiles): UnigramVocabulary {
  const nameOf = namesOf(settings, XLM_ROBERTA);
  const first = ["bos_token", "pad_token", "eos_token", "unk_token"];
  const named = (role: string) => [nameOf(role), 0] as const;
  return { ...vocabulary, vocab: [...first.map(named), ...vocabulary.vocab.slice(OWN_PIECES), named("mask_token")] };
}

/**
 * An XLM-RoBERTa's tokenizer: <s> A </s></s> B </s>; piece 3 is the unknown one.
 * @see transformers 5.23.0, XLMRobertaTokenizer
 */
export function xlmRobertaTokenizer(vocabulary: UnigramVocabulary, files: FamilyFiles): FamilyTokenizer {
  const model: UnigramModel = {
    type: "Unigram",
    unk_id: FAIRSEQ_UNKNOWN,
    byte_fallback: false,
    vocab: vocabulary.vocab,
  };
  const { added, special } = familyTokens(files, model, XLM_ROBERTA, vocabulary.own);
  const [map = null] = precompiled(vocabulary);
  return {
    added_tokens: added,
    normalizer: map,
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "WhitespaceSplit" },
        metaspace((files.settings.options?.add_prefix_space ?? true) ? "always" : "never"),
      ],
    },
    post_processor: {
      type: "RobertaProcessing",
      cls: special("bos_token"),
      sep: special("eos_token"),
      trim_offsets: true,
      add_prefix_space: true,
    },
    model,
  };
}

const DEBERTA: UsualTokens = {
  bos_token: "[CLS]",
  eos_token: "[SEP]",
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
  mask_token: "[MASK]",
};

/**
 * The tokenizer of a DeBERTa-v2 or v3: ids as they are, [MASK] after them where the model has none; [CLS] A [SEP] B [SEP].
 * The text is normalized by the model's own map, as in transformers 4.
 * @see transformers 5.23.0, DebertaV2Tokenizer, and convert_slow_tokenizer.py, DebertaV2Converter
 */
export function debertaTokenizer(vocabulary: UnigramVocabulary, files: FamilyFiles): FamilyTokenizer {
  const { options } = files.settings;
  const unknown = namesOf(files.settings, DEBERTA)("unk_token");
  const named = vocabulary.vocab.findIndex(([piece, score]) => piece === unknown && score === 0);
  const model: UnigramModel = {
    type: "Unigram",
    unk_id: named < 0 ? vocabulary.unknownId : named,
    byte_fallback: false,
    vocab: vocabulary.vocab,
  };
  const { added, special } = familyTokens(files, model, DEBERTA, vocabulary.own);
  return {
    added_tokens: added,
    normalizer: {
      type: "Sequence",
      normalizers: [
        ...(options?.do_lower_case ? [{ type: "Lowercase" }] : []),
        { type: "Strip", strip_left: true, strip_right: true },
        ...precompiled(vocabulary),
        { type: "Replace", pattern: { Regex: " {2,}" }, content: " " },
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        ...(options?.split_by_punct ? [{ type: "Punctuation", behavior: "Isolated" }] : []),
        metaspace((options?.add_prefix_space ?? true) ? "always" : "first"),
      ],
    },
    post_processor: { type: "BertProcessing", cls: special("cls_token"), sep: special("sep_token") },
    model,
  };
}
