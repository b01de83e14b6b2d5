import { type Augmentation, type PreparedPairs, UserError } from "@dalmeum/contracts";

/**
 * Adds pairs that were made elsewhere, e.g. by translation and back or with synonyms. Each is joined to its parent by id;
 * one whose parent is not given belongs to another fold and is left out, and so is one that is equal to its parent.
 * @param prepared where they come from.
 */
export function fromFile(prepared: PreparedPairs): Augmentation {
  return {
    name: "fromFile",
    options: { prepared: { name: prepared.name, options: prepared.options } },
    labelRule: "A prepared pair has the score that its row gives, else its parent's.",
    prepared,
    augment: (pairs, _rng, rows) => {
      const byId = new Map(pairs.map((pair) => [pair.id, pair]));
      const added = rows.flatMap(({ id, parentId, sentence1, sentence2, score, binaryLabel }) => {
        const parent = byId.get(parentId);
        if (parent === undefined) return [];
        const taken = byId.get(id);
        // Added before, by this augmentation on its own result.
        if (taken?.parentId === parentId) return [];
        if (taken !== undefined) {
          throw new UserError(
            `fromFile: found a prepared pair with id "${id}", which a training pair has; expected an id of its own, rename it`,
          );
        }
        if (sentence1 === parent.sentence1 && sentence2 === parent.sentence2) return [];
        const label = { score: score ?? parent.score, binaryLabel: binaryLabel ?? parent.binaryLabel };
        return [{ ...parent, ...label, id, sentence1, sentence2, parentId }];
      });
      return [...pairs, ...added];
    },
  };
}
