/** Two neighbouring tokens that become one. */
export type Merge = readonly [left: string, right: string];

export function mergeKey([left, right]: Merge): string {
  return `${left} ${right}`;
}

/**
 * The merges by which byte-pair encoding makes a token of its letters: of the pairs that stand side by side the one of
 * lowest rank, the leftmost first. Sennrich et al. 2016, arXiv:1508.07909.
 * @param ranks by `mergeKey`.
 */
export function appliedMerges(token: string, ranks: ReadonlyMap<string, number>): readonly Merge[] {
  const parts = Array.from(token);
  const applied: Merge[] = [];
  for (;;) {
    let best: { readonly at: number; readonly merge: Merge; readonly rank: number } | undefined;
    for (let at = 0; at + 1 < parts.length; at++) {
      const merge: Merge = [parts[at] ?? "", parts[at + 1] ?? ""];
      const rank = ranks.get(mergeKey(merge));
      if (rank !== undefined && rank < (best?.rank ?? Infinity)) best = { at, merge, rank };
    }
    if (best === undefined) return applied;
    parts.splice(best.at, 2, best.merge.join(""));
    applied.push(best.merge);
  }
}
