import { UserError } from "@dalmeum/contracts";

/**
 * p-values corrected for their number: the k-th smallest of m becomes the largest of (m - j + 1) p_j over j <= k, at most 1.
 *
 * Rejecting those below alpha rejects any true hypothesis in at most alpha of families, however the tests depend.
 * @param pValues 0 .. 1.
 * @returns in the order given.
 * @throws UserError where a value is out of range.
 * @see Holm 1979; values as statsmodels.stats.multitest.multipletests 0.15.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const wrong = pValues.findIndex((pValue) => !(pValue >= 0 && pValue <= 1));
  if (wrong >= 0) throw new UserError(`holm: p-value ${wrong + 1} is ${pValues[wrong]}, expected 0 .. 1`);
  const corrected = new Array<number>(pValues.length).fill(1);
  const sorted = pValues.map((pValue, index) => ({ pValue, index })).sort((a, b) => a.pValue - b.pValue);
  let largest = 0;
  for (const [before, { pValue, index }] of sorted.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - before) * pValue));
    corrected[index] = largest;
  }
  return corrected;
}
