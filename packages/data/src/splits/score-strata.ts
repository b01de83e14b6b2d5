import { SCORE_RANGE } from "@dalmeum/contracts";

/** Scores are balanced by their nearest whole number: 0 .. 5. */
const STRATA = SCORE_RANGE.maximum - SCORE_RANGE.minimum + 1;

/** How many pairs lie in each stratum. */
export function strataOf(pairs: readonly { readonly score: number }[]): readonly number[] {
  const counts = Array.from({ length: STRATA }, () => 0);
  for (const { score } of pairs) {
    const stratum = Math.round(score) - SCORE_RANGE.minimum;
    counts[stratum] = (counts[stratum] ?? 0) + 1;
  }
  return counts;
}
