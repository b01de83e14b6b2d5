import { groupBy } from "../group-by.ts";
import { collect, exampleOf, type Finding } from "./finding.ts";
import type { ReportRow } from "./report-rows.ts";

export type RepetitionKind = "repeated-pair" | "pair-in-two-files" | "swapped-pair" | "contradictory-scores";

/**
 * Rows whose pair came before, in either order, sentences compared as NFC: in their own file, in one before it (train, dev,
 * test), in the other order, with another score. A row counts for each that holds; the first row of a pair for none.
 */
export function findRepetitions(rows: readonly ReportRow[]): readonly Finding<RepetitionKind>[] {
  const before = earlierRows(rows);
  const finding = (
    kind: RepetitionKind,
    holds: (row: ReportRow, earlier: ReportRow) => boolean,
  ): Finding<RepetitionKind> =>
    collect(kind, rows, (row) => {
      const [firsts, count] = before.get(row) ?? [[], 0];
      const earlier = firsts.slice(0, count).find((other) => holds(row, other));
      return earlier && exampleOf(row, earlier);
    });
  return [
    finding("repeated-pair", (row, earlier) => row.file === earlier.file),
    finding("pair-in-two-files", (row, earlier) => row.file !== earlier.file),
    finding("swapped-pair", ({ texts: [first, second] }, { texts }) => first === texts[1] && first !== second),
    finding(
      "contradictory-scores",
      (row, earlier) =>
        row.labels !== undefined && earlier.labels !== undefined && row.labels.score !== earlier.labels.score,
    ),
  ];
}

/**
 * For each row a list and how many of its first rows came before and have the same pair: of each file, order and score the first, as no
 * question tells another from it. A pair that comes ten thousand times has a list, not as many.
 */
function earlierRows(
  rows: readonly ReportRow[],
): ReadonlyMap<ReportRow, readonly [firsts: readonly ReportRow[], count: number]> {
  const groups = groupBy(rows, ({ texts }) => JSON.stringify(texts.toSorted()));
  const before = new Map<ReportRow, readonly [readonly ReportRow[], number]>();
  for (const group of groups.values()) {
    const kinds = new Set<string>();
    const list: ReportRow[] = [];
    for (const row of group) {
      before.set(row, [list, list.length]);
      const kind = JSON.stringify([row.file, row.texts[0], row.labels?.score]);
      if (kinds.has(kind)) continue;
      kinds.add(kind);
      list.push(row);
    }
  }
  return before;
}
