import type { ScoredPair, SentencePair } from "@dalmeum/contracts";
import { checkOtherRows } from "./columns/check-other-rows.ts";
import { checkOverlap } from "./columns/check-overlap.ts";
import { judgeColumn, labelColumns } from "./gate/check-columns.ts";
import type { GateVerdict } from "./verdicts/verdict.ts";

/**
 * What can be told of a CSV that nothing is known of but the data, and that `examineColumn` finds no reason against. Nobody knows
 * what its model makes of pairs with labels: beside these, it is odd at most.
 * @param targets in the order of `test`.
 * @param labelled pairs with labels, by the name of their split; dev comes first where it is there.
 */
export function csvVerdicts(
  targets: readonly number[],
  test: readonly SentencePair[],
  labelled: Readonly<Record<string, readonly ScoredPair[]>>,
): readonly GateVerdict[] {
  const besideLabels = Object.entries(labelled)
    .slice(0, 1)
    .map(([split, pairs]) => {
      const known = { name: `${split}'s labels`, pairs, values: pairs.map(({ score }) => score) };
      return checkOverlap(known, test, targets);
    });
  return [
    judgeColumn(targets),
    checkOtherRows(targets, labelColumns(labelled)),
    ...besideLabels.map((each): GateVerdict => (each.verdict === "failed" ? { ...each, verdict: "warning" } : each)),
  ];
}
