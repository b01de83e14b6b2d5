import { type LibraryModel, libraryModel } from "./library.ts";
import { type TokenizerModel, unknownId } from "./model-schema.ts";
import { unigram } from "./unigram.ts";

/** Words, as the pre-tokenizer leaves them, to ids. */
export type EncodeWords = (words: readonly string[]) => readonly number[];

/**
 * A model of tokenizer.json: the library's, but for Unigram, in which it differs; docs/tokenizers.md lists how.
 * @param ids of `idsByToken`.
 */
export function createModel(model: TokenizerModel, ids: ReadonlyMap<string, number>): EncodeWords {
  const unknown = unknownId(model, ids);
  const split: LibraryModel = model.type === "Unigram" ? unigram(model) : libraryModel(model);
  return (words) =>
    words.flatMap((word) =>
      // Word by word: where unknown characters are joined, that ends with the word.
      split([word]).flatMap((token) => ids.get(token) ?? unknown ?? []),
    );
}
