import type { ScoredPair } from "@dalmeum/contracts";
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

/** What a model is trained on. */
type TrainingPair = Descendant & Pick<ScoredPair, "hardNegative">;

/**
 * Training pairs that share a sentence with held-out ones, or an ancestor. Texts are compared as `comparableText`, so
 * that spaces and punctuation at the end do not count. A training pair has one row for each set where an ancestor or a whole
 * pair is shared, else one for each shared sentence; a hard negative is a sentence like the others, and a pair with the first.
 */
export function findLeakage(
  train: readonly TrainingPair[],
  heldOut: Readonly<Record<string, readonly Descendant[]>>,
): readonly Leak[] {
  return Object.entries(heldOut).flatMap(([other, pairs]) => {
    const relativeOf = relatives(train, pairs);
    const [asWritten, compared] = [indexPairs(pairs, normaliseText), indexPairs(pairs, comparableText)];
    return train.flatMap((pair): readonly Leak[] => {
      const { id: trainId, sentence1, sentence2, hardNegative } = pair;
      const relative = relativeOf(pair);
      if (relative !== undefined)
        return [
          { trainId, other, otherId: relative.id, kind: "parent", exact: true, text: `${sentence1} | ${sentence2}` },
        ];

      const seconds = hardNegative === undefined ? [sentence2] : [sentence2, hardNegative];
      const texts = [...new Set([sentence1, ...seconds])];
      // Of most pairs this is all there is to ask: what is the same to the letter is the same when compared.
      if (texts.every((text) => compared.pairWith(text) === undefined)) return [];

      for (const second of seconds) {
        const samePair = asWritten.pairOf(sentence1, second);
        const otherId = samePair ?? compared.pairOf(sentence1, second);
        const text = `${sentence1} | ${second}`;
        if (otherId !== undefined)
          return [{ trainId, other, otherId, kind: "pair", exact: samePair !== undefined, text }];
      }

      return texts.flatMap((text): readonly Leak[] => {
        const same = asWritten.pairWith(text);
        const otherId = same ?? compared.pairWith(text);
        return otherId === undefined
          ? []
          : [{ trainId, other, otherId, kind: "sentence", exact: same !== undefined, text }];
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
