import { type DatasetReport, totalOf } from "@dalmeum/data";
import { FINDING_TEXTS } from "./finding-texts.ts";

/** Something in a dataset that misleads a training, unless somebody has thought of it. */
export interface DataProblem {
  /** As the report has it. */
  readonly title: string;
  readonly rows: number;
}

/** What of a dataset comes again, that which most rows have first. */
export function dataProblems({
  repetitions,
  sharing,
}: Pick<DatasetReport, "repetitions" | "sharing">): readonly DataProblem[] {
  const again = repetitions.map((finding) => ({ title: FINDING_TEXTS[finding.kind].title, rows: totalOf(finding) }));
  const shared = sharing.map((each) => ({ title: `Sentence of ${each.with} in ${each.file}`, rows: each.rows }));
  return [...shared, ...again].filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
}
