import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { readTokenizerConfig, specialTokens } from "./tokenizer-config.ts";

const vocabularySchema = z.record(z.string(), z.int().min(0));

/**
 * merges.txt and vocab.json beside it, as the tokenizer.json of a RoBERTa: <s> A </s></s> B </s> over bytes.
 * @see transformers 5.23.0, RobertaTokenizer
 * @throws UserError where vocab.json is missing or broken, or lacks a special token.
 */
export function byteLevelTokenizer(folder: string, path: string): unknown {
  const vocabularyPath = join(folder, "vocab.json");
  const vocab = readJson(vocabularyPath, vocabularySchema);
  const merges = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#version"))
    .map((line) => line.split(" "));
  const config = readTokenizerConfig(folder);
  const special = specialTokens(vocabularyPath, config, (token) => vocab[token]);
  const [cls, sep, unknown] = [
    special("cls_token", "<s>"),
    special("sep_token", "</s>"),
    special("unk_token", "<unk>"),
  ];
  return {
    added_tokens: [cls, special("pad_token", "<pad>"), sep, unknown, special("mask_token", "<mask>")],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: config.add_prefix_space ?? false, use_regex: true },
    post_processor: { type: "RobertaProcessing", cls: [cls.content, cls.id], sep: [sep.content, sep.id] },
    model: { type: "BPE", unk_token: unknown.content, fuse_unk: false, byte_fallback: false, vocab, merges },
  };
}
