import { z } from "zod";
import { idsByToken, modelSize, type TokenizerModel, tokenIdSchema } from "../parts/model-schema.ts";

/** How a token beside the vocabulary is found in a text. */
export interface AddedTokenForm {
  readonly content: string;
  /** Not inside a word. */
  readonly single_word: boolean;
  /** White space before it belongs to it. */
  readonly lstrip: boolean;
  /** White space behind it belongs to it. */
  readonly rstrip: boolean;
  /** Looked for in the normalized text, in its own normalized form. */
  readonly normalized: boolean;
  readonly special: boolean;
}

/** An entry of tokenizer.json's `added_tokens`. */
export interface AddedToken extends AddedTokenForm {
  readonly id: number;
}

const flags = {
  single_word: z.boolean().default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean().optional(),
};

/** As tokenizers' AddedToken; what is special by itself is not normalized. */
export const addedTokenFormSchema = z
  .object({ content: z.string(), ...flags, special: z.boolean().default(false) })
  .transform(({ normalized, ...token }): AddedTokenForm => ({ ...token, normalized: normalized ?? !token.special }));

export const addedTokenSchema = z
  .object({ id: tokenIdSchema, content: z.string(), ...flags, special: z.boolean().default(false) })
  .transform(({ normalized, ...token }): AddedToken => ({ ...token, normalized: normalized ?? !token.special }));

export function specialToken(content: string): AddedTokenForm {
  return { content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

/**
 * Tokens beside a model's vocabulary, with their ids: the vocabulary's own, or else new ones. Those of a batch are numbered in a
 * row, from the vocabulary's size on or, where an earlier batch holds a higher id, from behind that; ids that the vocabulary has
 * beyond its size, and those of the same batch, move nothing. A token that comes again keeps its id and has its last form.
 * @param batches as they are added, one after the other.
 * @see tokenizers 0.23.3, added_vocabulary.rs, `add_tokens`
 */
export function addTokens(
  model: TokenizerModel,
  ...batches: readonly (readonly AddedTokenForm[])[]
): readonly AddedToken[] {
  const ids = idsByToken(model);
  const added = new Map<string, AddedToken>();
  for (const batch of batches) {
    let next = [...added.values()].reduce((most, { id }) => Math.max(most, id + 1), modelSize(model));
    for (const token of batch) {
      if (token.content === "") continue;
      const known = added.get(token.content)?.id ?? ids.get(token.content);
      added.set(token.content, { ...token, id: known ?? next });
      if (known === undefined) next += 1;
    }
  }
  return [...added.values()];
}
