import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { type AddedTokenForm, addedTokenFormSchema } from "../added-tokens/added-token.ts";
import { declaredTokens, readTokenizerSettings } from "../settings/tokenizer-settings.ts";
import { tokenizerClass } from "./tokenizer-class.ts";

const fileSchema = z.looseObject({ added_tokens: z.array(addedTokenFormSchema).default([]) });

/**
 * Whether a folder's tokenizer_config.json may make its tokenizer another one. One that only tells Python to take
 * tokenizer.json as it stands, as a trimmed checkpoint has, does not: nothing follows from it.
 * @param folder absolute; it has a tokenizer_config.json.
 * @throws UserError where a file is broken.
 */
export function configCounts(folder: string): boolean {
  const path = join(folder, "tokenizer.json");
  if (!existsSync(path)) return true;
  const settings = readTokenizerSettings(folder);
  const hasOptions = Object.entries(settings.options ?? {}).some(
    ([name, option]) => name !== "tokenizer_class" && option !== null && option !== undefined,
  );
  if (settings.complete || hasOptions || tokenizerClass(folder, settings) !== undefined) return true;
  const known = new Set(readJson(path, fileSchema).added_tokens.map(formOf));
  return declaredTokens(settings).some((token) => !known.has(formOf(token)));
}

const formOf = ({ content, single_word, lstrip, rstrip, normalized, special }: AddedTokenForm): string =>
  JSON.stringify([content, single_word, lstrip, rstrip, normalized, special]);
