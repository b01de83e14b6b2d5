import { SCORE_RANGE } from "@dalmeum/contracts";
import { differenceOf } from "../text/difference-of.ts";
import { collect, exampleOf, type Finding } from "./finding.ts";
import type { ReportRow } from "./report-rows.ts";

export type LikenessKind = "spacing-only" | "punctuation-only" | "equal-below-five";

/** Rows whose two sentences differ in white space alone, in punctuation (and white space) alone, or not, with a score below 5. */
export function findLikeness(rows: readonly ReportRow[]): readonly Finding<LikenessKind>[] {
  const finding = (kind: LikenessKind, holds: (first: string, second: string, row: ReportRow) => boolean) =>
    collect(kind, rows, (row) => {
      const [first = "", second = ""] = row.texts;
      return holds(first, second, row) ? exampleOf(row) : undefined;
    });
  return [
    finding("spacing-only", (first, second) => differenceOf(first, second) === "spaces"),
    finding("punctuation-only", (first, second) => differenceOf(first, second) === "punctuation"),
    finding(
      "equal-below-five",
      (first, second, { labels }) => first === second && labels !== undefined && labels.score < SCORE_RANGE.maximum,
    ),
  ];
}
