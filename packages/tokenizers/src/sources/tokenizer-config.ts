import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { readJson } from "@dalmeum/files";

const token = z.union([
  z.string().transform((content) => ({ content, lstrip: undefined })),
  z.object({ content: z.string(), lstrip: z.boolean().optional() }),
  z.null().transform(() => undefined),
]);

const specialTokensSchema = z
  .object({ cls_token: token, sep_token: token, unk_token: token, pad_token: token, mask_token: token })
  .partial();
type SpecialTokenNames = z.infer<typeof specialTokensSchema>;

const configSchema = z.object({
  do_lower_case: z.boolean().optional(),
  tokenize_chinese_chars: z.boolean().optional(),
  strip_accents: z.boolean().nullish(),
  add_prefix_space: z.boolean().optional(),
  split_by_punct: z.boolean().optional(),
});

/** The options beside a vocabulary file, and the names of its special tokens. */
export type TokenizerConfig = z.infer<typeof configSchema> & { readonly specialTokens: SpecialTokenNames };

/**
 * Read tokenizer_config.json and special_tokens_map.json; a folder without them has the defaults of its family.
 * @param folder absolute.
 * @throws UserError where a file is broken.
 */
export function readTokenizerConfig(folder: string): TokenizerConfig {
  const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    const path = join(folder, file);
    return existsSync(path) ? readJson(path, schema) : undefined;
  };
  const specialTokens = {
    ...read("special_tokens_map.json", specialTokensSchema),
    ...read("tokenizer_config.json", specialTokensSchema),
  };
  return { ...read("tokenizer_config.json", configSchema), specialTokens };
}

/** An entry of tokenizer.json's `added_tokens`. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

export function addedToken(id: number, content: string, lstrip: boolean, special: boolean): AddedToken {
  return { id, content, single_word: false, lstrip, rstrip: false, normalized: false, special };
}

/**
 * The special tokens of a family, under the names that the config gives them.
 * @param path of the vocabulary, for messages.
 * @param idOf a token's id, or undefined where the vocabulary lacks it.
 * @returns a function from a token's role and its usual name to the token.
 * @throws UserError, from that function, where it has no id.
 */
export function specialTokens(
  path: string,
  { specialTokens: named }: TokenizerConfig,
  idOf: (content: string) => number | undefined,
): (role: keyof SpecialTokenNames, usual: string) => AddedToken {
  return (role, usual) => {
    const { content, lstrip = false } = named[role] ?? { content: usual };
    const id = idOf(content);
    if (id === undefined) {
      throw new UserError(`${path}: lacks ${content}; name the right ${role} in tokenizer_config.json`);
    }
    return addedToken(id, content, lstrip, true);
  };
}
