import type { SentencePair } from "@dalmeum/contracts";

/** A pair that an augmentation may have made of another. */
export type Descendant = SentencePair & { readonly parentId?: string };

/**
 * The first ancestor of every pair, by id: a pair that was made of another has that one's. Parents need not be given.
 */
export function families(pairs: readonly Descendant[]): ReadonlyMap<string, string> {
  const parents = new Map(pairs.map(({ id, parentId }) => [id, parentId]));
  const firstAncestor = (id: string): string => {
    const seen = new Set([id]);
    let last = id;
    for (let parent = parents.get(id); parent !== undefined && !seen.has(parent); parent = parents.get(parent)) {
      seen.add(parent);
      last = parent;
    }
    return last;
  };
  return new Map(pairs.map(({ id }) => [id, firstAncestor(id)]));
}
