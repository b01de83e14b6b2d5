import type { ScoredPair } from "@dalmeum/contracts";

/**
 * Names new pairs so that no id is there twice: `<parent>~<verb>`, and where that is taken `<parent>~<verb>2` and on.
 * @param pairs those whose ids are taken; each id given is taken from then on.
 */
export function childIds(pairs: readonly ScoredPair[]): (parent: ScoredPair, verb: string) => string {
  const taken = new Set(pairs.map(({ id }) => id));
  return (parent, verb) => {
    const first = `${parent.id}~${verb}`;
    let id = first;
    for (let copy = 2; taken.has(id); copy++) id = `${first}${copy}`;
    taken.add(id);
    return id;
  };
}
