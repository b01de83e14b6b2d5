import type { TokenSequence } from "@dalmeum/contracts";

/** One place of a template: special tokens, or one of the texts. */
export interface TemplatePiece {
  readonly content: "A" | "B" | readonly number[];
  readonly typeId: number;
}

/** Where special tokens stand around one text or two. */
export interface Template {
  readonly specialTokens: number;
  /** @param texts token ids of text A and, in a pair's template, of text B. */
  fill(texts: { readonly A: readonly number[]; readonly B: readonly number[] }): TokenSequence;
}

export type Templates = Readonly<Record<"single" | "pair", Template>>;

/**
 * A template of pieces in their order.
 * @param typeVocabSize token types that the encoder has embeddings for; where there is one or none, every type is 0.
 */
export function createTemplate(pieces: readonly TemplatePiece[], typeVocabSize: number): Template {
  const fill: Template["fill"] = (texts) => {
    const filled = pieces.map(({ content, typeId }) => ({
      ids: content === "A" || content === "B" ? texts[content] : content,
      typeId: typeVocabSize > 1 ? typeId : 0,
    }));
    return {
      inputIds: filled.flatMap(({ ids }) => ids),
      tokenTypeIds: filled.flatMap((part) => part.ids.map(() => part.typeId)),
    };
  };
  return { specialTokens: fill({ A: [], B: [] }).inputIds.length, fill };
}
