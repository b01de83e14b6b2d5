import type { Augmentation } from "@dalmeum/contracts";

/** An augmentation that keeps the contract. */
export function repeatPairs(): Augmentation {
  return {
    name: "repeatPairs",
    options: {},
    labelRule: "the score of the pair it repeats",
    augment: (pairs) => [
      ...pairs,
      ...pairs.map((pair, index) => ({ ...pair, id: `${pair.id}~${pairs.length}.${index}`, parentId: pair.id })),
    ],
  };
}
