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
    const family = families([...train, ...pairs]);
    const relatives = new Map(pairs.toReversed().map((pair) => [family.get(pair.id), pair]));
    const [asWritten, compared] = [indexPairs(pairs, normaliseText), indexPairs(pairs, comparableText)];
    return train.flatMap((pair): readonly Leak[] => {
      const found = { trainId: pair.id, other, text: `${pair.sentence1} | ${pair.sentence2}` };
      const relative = relatives.get(family.get(pair.id));
      if (relative !== undefined && (pair.parentId ?? relative.parentId) !== undefined)
        return [{ ...found, otherId: relative.id, kind: "parent", exact: true }];

      const samePair = asWritten.pairOf(pair);
      const otherId = samePair ?? compared.pairOf(pair);
      if (otherId !== undefined) return [{ ...found, otherId, kind: "pair", exact: samePair !== undefined }];

      return [...new Set([pair.sentence1, pair.sentence2])].flatMap((text): readonly Leak[] => {
        const same = asWritten.pairWith(text);
        const first = same ?? compared.pairWith(text);
        return first === undefined
          ? []
          : [{ ...found, otherId: first, kind: "sentence", exact: same !== undefined, text }];
      });
    });
  });
}
