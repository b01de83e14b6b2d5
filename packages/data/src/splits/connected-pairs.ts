import { StaticDisjointSet } from "mnemonist";
import { groupBy } from "../group-by.ts";
import { type Descendant, families } from "../pairs/families.ts";
import { comparableText } from "../text/comparable-text.ts";

/**
 * Pairs in groups that share no sentence (as `comparableText`, in either place) and no ancestor with each other: the
 * connected components of the graph with an edge where one is shared. Groups, and pairs in them, keep their order.
 */
export function connectedPairs<Pair extends Descendant>(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const sets = new StaticDisjointSet(pairs.length);
  const first = new Map<string, number>();
  const family = families(pairs);
  for (const [position, { id, sentence1, sentence2 }] of pairs.entries()) {
    const sentences = [sentence1, sentence2].map((text) => `sentence ${comparableText(text)}`);
    for (const key of [`family ${family.get(id) ?? id}`, ...sentences]) {
      const before = first.get(key);
      if (before === undefined) first.set(key, position);
      else sets.union(before, position);
    }
  }
  return [...groupBy(pairs, (_, position) => sets.find(position)).values()];
}
