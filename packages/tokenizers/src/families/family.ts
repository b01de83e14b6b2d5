import { UserError } from "@dalmeum/contracts";
import { type AddedToken, type AddedTokenForm, addTokens } from "../added-tokens/added-token.ts";
import { idsByToken, type TokenizerModel } from "../parts/model-schema.ts";
import { declaredTokens, namedTokens, type TokenizerSettings } from "../settings/tokenizer-settings.ts";

/** What a family's files hold beside their vocabulary. */
export interface FamilyFiles {
  /** Of the vocabulary, for messages. */
  readonly path: string;
  readonly settings: TokenizerSettings;
}

/** Contents of tokenizer.json, as far as a family decides them. */
export interface FamilyTokenizer {
  readonly added_tokens: readonly AddedToken[];
  readonly normalizer: object | null;
  readonly pre_tokenizer: object;
  readonly post_processor: object;
  readonly model: TokenizerModel;
}

/** Names of a family's special tokens, by role. */
export type UsualTokens = Readonly<Record<string, string>>;

/** What a family calls its special tokens in these files: a function from the role. */
export function namesOf({ named }: TokenizerSettings, usual: UsualTokens): (role: string) => string {
  const tokens = namedTokens({ named }, usual);
  return (role) => tokens.get(role)?.content ?? "";
}

/**
 * A family's added tokens with their ids, and those of its special ones.
 * @throws UserError, from `special`, where the vocabulary lacks one and no file declares it.
 */
export function familyTokens(
  { path, settings }: FamilyFiles,
  model: TokenizerModel,
  usual: UsualTokens,
  own?: readonly AddedTokenForm[],
): { readonly added: readonly AddedToken[]; readonly special: (role: string) => readonly [name: string, id: number] } {
  const added = addTokens(model, declaredTokens(settings, usual, own));
  const declared = new Set(declaredTokens(settings).map(({ content }) => content));
  const ids = idsByToken(model);
  const nameOf = namesOf(settings, usual);
  return {
    added,
    special: (role) => {
      const name = nameOf(role);
      const id = added.find(({ content }) => content === name)?.id;
      if (id !== undefined && (declared.has(name) || ids.has(name))) return [name, id];
      throw new UserError(`${path}: lacks ${name}; name the right ${role} in tokenizer_config.json`);
    },
  };
}
