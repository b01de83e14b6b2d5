import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { type AddedTokenForm, addedTokenFormSchema, specialToken } from "../added-tokens/added-token.ts";
import { idsByTokenSchema } from "../parts/model-schema.ts";

const optionsSchema = z.object({
  tokenizer_class: z.string().nullish(),
  do_lower_case: z.boolean().nullish(),
  tokenize_chinese_chars: z.boolean().nullish(),
  strip_accents: z.boolean().nullish(),
  add_prefix_space: z.boolean().nullish(),
  split_by_punct: z.boolean().nullish(),
});

const tokenSchema = z.union([z.string().transform(specialToken), addedTokenFormSchema]);
const tokensSchema = z.array(tokenSchema);
const asSpecial = (json: unknown): unknown =>
  typeof json === "object" && json !== null ? { ...json, special: true } : json;
const namedTokenSchema = z.preprocess(asSpecial, tokenSchema);
const namedTokensSchema = z.record(z.string(), namedTokenSchema);

/** The order in which special tokens are numbered; others follow. */
const ROLES = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
const decoderSchema = z.record(z.string().regex(/^\d+$/, "expected a token's id"), addedTokenFormSchema);
const declaredSchema = z.looseObject({
  added_tokens_decoder: decoderSchema.optional(),
  additional_special_tokens: tokensSchema.nullish(),
  extra_special_tokens: z.union([tokensSchema, namedTokensSchema]).nullish(),
  ...Object.fromEntries(ROLES.map((role) => [role, namedTokenSchema.nullish()])),
});
type Declared = z.infer<typeof declaredSchema>;

/** What stands beside a vocabulary: options, and tokens that a text may hold as they are. */
export interface TokenizerSettings {
  /** Of tokenizer_config.json; undefined where there is none. */
  readonly options: z.infer<typeof optionsSchema> | undefined;
  /** Special tokens by their role, e.g. cls_token. */
  readonly named: ReadonlyMap<string, AddedTokenForm>;
  /** Tokens that have an id: added_tokens_decoder, or else added_tokens.json. */
  readonly numbered: ReadonlyMap<number, AddedTokenForm>;
  /** Whether added_tokens_decoder is there: it stands in place of every other list. */
  readonly complete: boolean;
  /** extra_special_tokens, or else additional_special_tokens of tokenizer_config.json; undefined where neither is named. */
  readonly extra: readonly AddedTokenForm[] | undefined;
  /** additional_special_tokens of special_tokens_map.json, which count where there are no others. */
  readonly additional: readonly AddedTokenForm[];
}

/**
 * Read tokenizer_config.json and, where that has no added_tokens_decoder, special_tokens_map.json, whose names stand over
 * its own, and added_tokens.json.
 * @param folder absolute.
 * @throws UserError where a file is broken.
 * @see transformers 5.23.0, tokenization_utils_base.py, `_from_pretrained`
 */
export function readTokenizerSettings(folder: string): TokenizerSettings {
  const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    const path = join(folder, file);
    return existsSync(path) ? readJson(path, schema) : undefined;
  };
  const options = read("tokenizer_config.json", optionsSchema);
  const config: Declared = read("tokenizer_config.json", declaredSchema) ?? {};
  const complete = config.added_tokens_decoder !== undefined;
  const map: Declared = (complete ? undefined : read("special_tokens_map.json", declaredSchema)) ?? {};
  const added = (complete ? undefined : read("added_tokens.json", idsByTokenSchema)) ?? {};
  const named = new Map([...rolesOf(config), ...rolesOf(map)]);
  const inConfig = listOf(config.extra_special_tokens) ?? listOf(config.additional_special_tokens);
  const inMap = listOf(map.extra_special_tokens);
  const extra = inConfig || inMap ? [...(inConfig ?? []), ...(inMap ?? [])] : undefined;
  const special = new Set([...named.values(), ...(extra ?? [])].map(({ content }) => content));
  return {
    options,
    named,
    numbered: new Map([
      ...Object.entries(config.added_tokens_decoder ?? {}).map(([id, token]) => [Number(id), token] as const),
      ...Object.entries(added).map(
        ([content, id]) =>
          [id, { ...specialToken(content), normalized: !special.has(content), special: special.has(content) }] as const,
      ),
    ]),
    complete,
    extra,
    additional: listOf(map.additional_special_tokens) ?? [],
  };
}

/** Tokens under a name of their own: `cls_token` and its like, and extra_special_tokens where it is no list. */
function rolesOf(declared: Declared): readonly (readonly [role: string, token: AddedTokenForm])[] {
  const roles = Object.entries(declared).flatMap(([role, json]) => {
    const token = role.endsWith("_token") ? namedTokenSchema.safeParse(json) : undefined;
    return token?.success ? [[role, token.data] as const] : [];
  });
  const extra = declared.extra_special_tokens ?? [];
  return [...roles, ...(Array.isArray(extra) ? [] : Object.entries(extra))];
}

/** An empty list counts as none. */
function listOf(tokens: Declared["extra_special_tokens"]): readonly AddedTokenForm[] | undefined {
  return Array.isArray(tokens) && tokens.length > 0 ? tokens : undefined;
}

type DeclaredTokens = Pick<TokenizerSettings, "named" | "numbered" | "extra" | "additional">;

/**
 * The tokens that a text may hold as they are, in the order in which they are numbered: those with an id by it, named ones,
 * then the extra ones.
 * @param usual names of the family's special tokens, by role.
 * @param own tokens of a SentencePiece model: they stand in place of additional ones.
 * @see transformers 5.23.0, tokenization_utils_tokenizers.py, `TokenizersBackend.__init__`
 */
export function declaredTokens(
  settings: DeclaredTokens,
  usual: Readonly<Record<string, string>> = {},
  own: readonly AddedTokenForm[] = settings.additional,
): readonly AddedTokenForm[] {
  const named = namedTokens(settings, usual);
  const roles = [
    ...ROLES.filter((role) => named.has(role)),
    ...[...named.keys()].filter((role) => !ROLES.includes(role)),
  ];
  const specials = new Set([...named.values()].map(({ content }) => content));
  const numbered = [...settings.numbered].toSorted(([a], [b]) => a - b).map(([, token]) => token);
  const known = new Set(numbered.map(({ content }) => content));
  const others = [...roles.flatMap((role) => named.get(role) ?? []), ...(settings.extra ?? own)];
  return [
    ...numbered.map((token) => ({ ...token, special: token.special || specials.has(token.content) })),
    ...others.filter(({ content }) => !known.has(content)),
  ];
}

/** Special tokens by role: those that a file names, and the family's usual ones. */
export function namedTokens(
  { named }: Pick<TokenizerSettings, "named">,
  usual: Readonly<Record<string, string>>,
): ReadonlyMap<string, AddedTokenForm> {
  return new Map([...Object.entries(usual).map(([role, content]) => [role, specialToken(content)] as const), ...named]);
}
