import { type Descendant, families } from "../pairs/families.ts";
import { comparableText } from "../text/comparable-text.ts";
import { normaliseText } from "../text/normalise-text.ts";
import { indexPairs } from "./index-pairs.ts";

/** A training pair that tells something of a held-out one. */
export interface Leak {
  readonly trainId: string;
  /** Whose pair it is: `dev`, `test` or a fold's name. */
  readonly other: string;
  /** The first of the held-out pairs that it tells of in this way. */
  readonly otherId: string;
  /**
   * `parent`: one was made of the other, or both of a third; `pair`: both sentences are the same, in either order;
   * `sentence`: one is.
   */
  readonly kind: "parent" | "pair" | "sentence";
  /** Whether the text is the same to the letter; else it differs in spaces, or in punctuation at its end. */
  readonly exact: boolean;
  /** The shared sentence as it stands in train; for a whole pair both, as `first | second`. */
  readonly text: string;
}

/**
 * Training pairs that share a sentence with held-out ones, or an ancestor. Texts are compared as `comparableText`, so
 * that spaces and punctuation at the end do not count. A training pair has at most two rows for each set: one where an
 * ancestor or the whole pair is shared, else one for each sentence.
 */
export function findLeakage(
  train: readonly Descendant[],
  heldOut: Readonly<Record<string, readonly Descendant[]>>,
): readonly Leak[] {
  return Object.entries(heldOut).flatMap(([other, pairs]) => {
    const relativeOf = relatives(train, pairs);
    const [asWritten, compared] = [indexPairs(pairs, normaliseText), indexPairs(pairs, comparableText)];
    return train.flatMap((pair): readonly Leak[] => {
      const found = { trainId: pair.id, other, text: `${pair.sentence1} | ${pair.sentence2}` };
      const relative = relativeOf(pair);
      if (relative !== undefined) return [{ ...found, otherId: relative.id, kind: "parent", exact: true }];

      const texts = [...new Set([pair.sentence1, pair.sentence2])];
      // Of most pairs this is all there is to ask: what is the same to the letter is the same when compared.
      if (texts.every((text) => compared.pairWith(text) === undefined)) return [];

      const samePair = asWritten.pairOf(pair);
      const otherId = samePair ?? compared.pairOf(pair);
      if (otherId !== undefined) return [{ ...found, otherId, kind: "pair", exact: samePair !== undefined }];

      return texts.flatMap((text): readonly Leak[] => {
        const same = asWritten.pairWith(text);
        const first = same ?? compared.pairWith(text);
        return first === undefined
          ? []
          : [{ ...found, otherId: first, kind: "sentence", exact: same !== undefined, text }];
      });
    });
  });
}

/** The first of `pairs` that a training pair was made of, or that was made of it, or both of a third. */
function relatives(
  train: readonly Descendant[],
  pairs: readonly Descendant[],
): (pair: Descendant) => Descendant | undefined {
  const all = [...train, ...pairs];
  if (all.every(({ parentId }) => parentId === undefined)) return () => undefined;
  const family = families(all);
  const byAncestor = new Map(pairs.toReversed().map((pair) => [family.get(pair.id), pair]));
  return (pair) => {
    const relative = byAncestor.get(family.get(pair.id));
    return relative !== undefined && (pair.parentId ?? relative.parentId) !== undefined ? relative : undefined;
  };
}
