import { holm } from "./holm.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface FamilyVerdict {
  /** `pValue` of the comparison, corrected. */
  readonly pValue: number;
  readonly verdict: Verdict;
}

/**
 * Verdicts of several treatments that share a control, with both one-sided tests of each corrected by Holm's method: that
 * any true null is called supported happens in at most (1 - level) / 2 of families, and so for refuted.
 * @param pValues `pValue` of each comparison, 0 .. 1.
 * @returns in the order given.
 * @throws UserError where a p-value or the level is out of range.
 * @see Holm 1979.
 */
export function familyVerdicts(pValues: readonly number[], level = 0.95): readonly FamilyVerdict[] {
  const exceeds = holm(pValues);
  const fallsShort = holm(pValues.map((pValue) => 1 - pValue));
  return exceeds.map((pValue, index) => ({ pValue, verdict: verdictOf(pValue, fallsShort[index] ?? 1, level) }));
}
