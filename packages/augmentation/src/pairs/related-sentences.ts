import type { ScoredPair } from "@dalmeum/contracts";

/**
 * Sentences that may have something to do with each other: those that stand together in a pair, whatever its score, and
 * those that a chain of pairs with a score above 0 connects.
 */
export function relatedSentences(pairs: readonly ScoredPair[]): (a: string, b: string) => boolean {
  const parents = new Map<string, string>();
  const together = new Map<string, Set<string>>();
  const rootOf = (sentence: string): string => {
    let root = sentence;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) {
      // Halving the path keeps long chains short.
      const next = parents.get(above);
      if (next !== undefined) parents.set(root, next);
      root = above;
    }
    return root;
  };
  for (const { sentence1, sentence2, score } of pairs) {
    together.set(sentence1, (together.get(sentence1) ?? new Set()).add(sentence2));
    const [root1, root2] = [rootOf(sentence1), rootOf(sentence2)];
    if (score > 0 && root1 !== root2) parents.set(root1, root2);
  }
  return (a, b) => rootOf(a) === rootOf(b) || together.get(a)?.has(b) === true || together.get(b)?.has(a) === true;
}
