import type { Hypothesis } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import type { EvidenceRun } from "../arms/candidate-runs.ts";

/** Says where what is tested is not what stood in the experiment when its runs were made. */
export function hypothesisWarnings(
  reference: string,
  hypothesis: Hypothesis | undefined,
  runs: readonly EvidenceRun[],
): readonly string[] {
  if (hypothesis === undefined) return [];
  const changed = runs.filter(({ record }) => testOf(record.hypothesis) !== testOf(hypothesis)).length;
  if (changed === 0) return [];
  return [
    `${reference}: ${changed} of ${runs.length} runs were made under another hypothesis than today's, or none. ` +
      "A margin that is chosen after looking makes any verdict possible.",
  ];
}

/** What is tested; the claim's words do not matter. */
function testOf(hypothesis: Hypothesis | string | undefined): string {
  if (typeof hypothesis !== "object") return "";
  const { control, treatment = null, metric, smallestDifference } = hypothesis;
  return canonicalJson({ control, treatment, metric, smallestDifference });
}
