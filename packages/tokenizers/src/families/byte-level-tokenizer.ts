import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readJson } from "@dalmeum/files";
import { idsByTokenSchema, type TokenizerModel } from "../parts/model-schema.ts";
import { type FamilyFiles, type FamilyTokenizer, familyTokens, type UsualTokens } from "./family.ts";

const USUAL: UsualTokens = {
  bos_token: "<s>",
  eos_token: "</s>",
  sep_token: "</s>",
  cls_token: "<s>",
  unk_token: "<unk>",
  pad_token: "<pad>",
  mask_token: "<mask>",
};

type BpeModel = Extract<TokenizerModel, { type: "BPE" }>;
export type BpeVocabulary = Pick<BpeModel, "vocab" | "merges">;

/**
 * merges.txt, and vocab.json beside it.
 * @throws UserError where a line of merges.txt is no pair, or vocab.json is missing or broken.
 */
export function readMerges(folder: string, path: string): BpeVocabulary {
  const vocab = readJson(join(folder, "vocab.json"), idsByTokenSchema);
  const merges = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .flatMap((line, index) => (line === "" || line.startsWith("#version") ? [] : [mergeOf(path, line, index + 1)]));
  return { vocab, merges };
}

function mergeOf(path: string, line: string, number: number): [string, string] {
  const [left, right, ...more] = line.split(" ");
  if (left && right && more.length === 0) return [left, right];
  throw new UserError(`${path}: line ${number}: found ${JSON.stringify(line.slice(0, 80))}, expected two pieces`);
}

/**
 * A RoBERTa's tokenizer: <s> A </s></s> B </s> over bytes.
 * @see transformers 5.23.0, RobertaTokenizer
 * @throws UserError where the vocabulary lacks a special token.
 */
export function byteLevelTokenizer({ vocab, merges }: BpeVocabulary, files: FamilyFiles): FamilyTokenizer {
  const model: BpeModel = { type: "BPE", unk_token: null, fuse_unk: false, byte_fallback: false, vocab, merges };
  const { added, special } = familyTokens(files, model, USUAL);
  const adds = { add_prefix_space: files.settings.options?.add_prefix_space ?? false, trim_offsets: true };
  return {
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", ...adds, use_regex: true },
    post_processor: { type: "RobertaProcessing", ...adds, cls: special("cls_token"), sep: special("sep_token") },
    model,
  };
}
