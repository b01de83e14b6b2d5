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
      const earlier = before.get(row)?.find((other) => holds(row, other));
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

/** For each row the ones before it that have the same pair. */
function earlierRows(rows: readonly ReportRow[]): ReadonlyMap<ReportRow, readonly ReportRow[]> {
  const groups = groupBy(rows, ({ texts }) => JSON.stringify(texts.toSorted()));
  return new Map([...groups.values()].flatMap((group) => group.map((row, index) => [row, group.slice(0, index)])));
}
