import { SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";
import { groupBy } from "../group-by.ts";
import { comparableText } from "../text/comparable-text.ts";
import type { NliPair } from "./nli-pair.ts";

/**
 * Pairs of a premise and what follows from it, with what contradicts it as the hard negative. Of each premise, the first entailment with
 * the first contradiction, the second with the second, and so on; what is left over, neutral sentences and a sentence that is called
 * both are left out. Id and source are the entailment's, the score is 5.
 * @see Gao et al. 2021, arXiv:2104.08821, who train on such triplets of SNLI and MNLI.
 */
export function nliTriplets(pairs: readonly NliPair[]): readonly ScoredPair[] {
  const contradictions = groupBy(
    pairs.filter(({ label }) => label === "contradiction"),
    ({ premise }) => premise,
  );
  const taken = new Map<string, number>();
  return pairs.flatMap(({ id, source, premise, hypothesis, label }): readonly ScoredPair[] => {
    if (label !== "entailment") return [];
    const place = taken.get(premise) ?? 0;
    const negative = contradictions.get(premise)?.[place];
    if (negative === undefined) return [];
    taken.set(premise, place + 1);
    if (comparableText(negative.hypothesis) === comparableText(hypothesis)) return [];
    return [
      {
        ...{ id, source, sentence1: premise, sentence2: hypothesis, hardNegative: negative.hypothesis },
        ...{ score: SCORE_RANGE.maximum, binaryLabel: 1 },
      },
    ];
  });
}
