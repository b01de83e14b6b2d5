import { type Comparison, type FamilyVerdict, familyVerdicts } from "@dalmeum/evaluation";

/**
 * Verdicts of several comparisons with one control, corrected for their number. Nothing is settled of an experiment by one run
 * of it: how far apart its runs lie is not known then.
 */
export function settledVerdicts(
  comparisons: readonly Pick<Comparison, "pValue" | "overSeeds">[],
): readonly FamilyVerdict[] {
  const verdicts = familyVerdicts(comparisons.map(({ pValue }) => pValue));
  return verdicts.map((verdict, index) =>
    comparisons[index]?.overSeeds === null ? { ...verdict, verdict: "undecided" } : verdict,
  );
}
