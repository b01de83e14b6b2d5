import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "./read-json.ts";

export const CONFIG_FILE = "config.json";

/** Where weights may be; of those that are there the first counts. An index names the files that hold parts of them. */
export const WEIGHT_FILES = [
  "model.safetensors",
  "model.safetensors.index.json",
  "pytorch_model.bin",
  "pytorch_model.bin.index.json",
] as const;

/** What a tokenizer may be read from. */
export const TOKENIZER_FILES = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "vocab.txt",
  "vocab.json",
  "merges.txt",
  "sentencepiece.bpe.model",
  "spiece.model",
  "spm.model",
] as const;

/** Those of them that hold a vocabulary. */
export const VOCABULARY_FILES: readonly string[] = TOKENIZER_FILES.filter(
  (name) => !["tokenizer_config.json", "special_tokens_map.json", "merges.txt"].includes(name),
);

/**
 * Names of the files that a checkpoint's folder is read from. Where it lacks what no model can do without, the most
 * common name of that is among them.
 */
export function checkpointFiles(folder: string): readonly string[] {
  const there = (name: string): boolean => existsSync(join(folder, name));
  const weights = WEIGHT_FILES.find(there) ?? WEIGHT_FILES[0];
  const shards = isIndex(weights) ? shardNames(join(folder, weights)) : [];
  const tokenizer = TOKENIZER_FILES.filter(there);
  const vocabulary = tokenizer.some((name) => VOCABULARY_FILES.includes(name)) ? [] : [TOKENIZER_FILES[0]];
  return [CONFIG_FILE, ...tokenizer, ...vocabulary, weights, ...shards];
}

/** Whether a file of weights only names others. */
export function isIndex(name: string): boolean {
  return name.endsWith(".index.json");
}

/** No folder in it: it may come from a server. */
const plainName = z.string().regex(/^\w[\w.-]*$/, "expected the name of a file beside it");
const indexSchema = z.looseObject({ weight_map: z.record(z.string(), plainName) });

/**
 * The files that an index names.
 * @throws UserError where it is no index, or names files elsewhere.
 */
export function shardNames(path: string): readonly string[] {
  return [...new Set(Object.values(readJson(path, indexSchema).weight_map))].toSorted();
}
