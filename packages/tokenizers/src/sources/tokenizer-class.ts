import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import type { TokenizerSettings } from "../settings/tokenizer-settings.ts";

/** A class of transformers that builds its own parts around a vocabulary. */
export type TokenizerClass = "BertTokenizer" | "RobertaTokenizer" | "XLMRobertaTokenizer" | "DebertaV2Tokenizer";

/** Names that transformers has for these classes, without Fast at their end, and for classes that do the same. */
const BY_NAME: Readonly<Record<string, TokenizerClass>> = {
  BertTokenizer: "BertTokenizer",
  ElectraTokenizer: "BertTokenizer",
  DistilBertTokenizer: "BertTokenizer",
  ConvBertTokenizer: "BertTokenizer",
  RobertaTokenizer: "RobertaTokenizer",
  XLMRobertaTokenizer: "XLMRobertaTokenizer",
  DebertaV2Tokenizer: "DebertaV2Tokenizer",
};
const BY_MODEL_TYPE: Readonly<Record<string, TokenizerClass>> = {
  bert: "BertTokenizer",
  electra: "BertTokenizer",
  roberta: "RobertaTokenizer",
  "xlm-roberta": "XLMRobertaTokenizer",
  "deberta-v2": "DebertaV2Tokenizer",
};

const configSchema = z.looseObject({ model_type: z.string().nullish(), tokenizer_class: z.string().nullish() });

/**
 * The class that transformers reads a folder with: the one that tokenizer_config.json names, or else config.json, or else the
 * one of the model's type. Undefined where it is none of these four, and for a folder without tokenizer_config.json,
 * whose tokenizer.json is read as it stands.
 * @see transformers 5.23.0, AutoTokenizer
 */
export function tokenizerClass(folder: string, { options }: TokenizerSettings): TokenizerClass | undefined {
  if (options === undefined) return undefined;
  const path = join(folder, "config.json");
  const config = existsSync(path) ? readJson(path, configSchema) : {};
  const named = options.tokenizer_class ?? config.tokenizer_class ?? undefined;
  return named === undefined ? BY_MODEL_TYPE[config.model_type ?? ""] : BY_NAME[named.replace(/Fast$/, "")];
}
