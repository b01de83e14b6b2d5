import { existsSync } from "node:fs";
import { join } from "node:path";
import { isIndex, shardNames, WEIGHT_FILES } from "@dalmeum/files";
import { configCounts } from "@dalmeum/tokenizers";

export const CONFIG_FILE = "config.json";

/** What a tokenizer may be read from. */
export const TOKENIZER_FILES = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.txt",
  "vocab.json",
  "merges.txt",
  "sentencepiece.bpe.model",
  "spm.model",
] as const;

/** What a sentence-transformers folder says of itself: looked at where it is there, and nothing that a run follows from. */
export const SENTENCE_FILES = {
  modules: "modules.json",
  poolingFolder: "1_Pooling",
  pooling: "1_Pooling/config.json",
} as const;

/** Those of them that hold a vocabulary. */
export const VOCABULARY_FILES: readonly string[] = TOKENIZER_FILES.filter(
  (name) => !["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "merges.txt"].includes(name),
);

/**
 * Names of the files that a checkpoint's folder is read from. Where it lacks what no model can do without, the most
 * common name of that is among them.
 */
export function checkpointFiles(folder: string): readonly string[] {
  const there = (name: string): boolean => existsSync(join(folder, name));
  const weights = WEIGHT_FILES.find(there) ?? "model.safetensors";
  const shards = isIndex(weights) ? shardNames(join(folder, weights)) : [];
  const tokenizer = TOKENIZER_FILES.filter(there);
  const vocabulary = tokenizer.some((name) => VOCABULARY_FILES.includes(name)) ? [] : [TOKENIZER_FILES[0]];
  return [CONFIG_FILE, ...tokenizer, ...vocabulary, weights, ...shards];
}

/** Those of them that a model follows from. */
export function followedFiles(folder: string): readonly string[] {
  return checkpointFiles(folder).filter((name) => name !== "tokenizer_config.json" || configCounts(folder));
}
