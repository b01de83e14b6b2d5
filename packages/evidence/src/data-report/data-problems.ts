import { type DatasetReport, totalOf } from "@dalmeum/data";
import { findingTexts } from "./finding-texts.ts";

/** Something in a dataset that misleads a training, unless somebody has thought of it. */
export interface DataProblem {
  /** As the report in English has it. */
  readonly title: string;
  readonly rows: number;
}

/** What of a dataset comes again, that which most rows have first. */
export function dataProblems({
  repetitions,
  sharing,
}: Pick<DatasetReport, "repetitions" | "sharing">): readonly DataProblem[] {
  const again = repetitions.map((finding) => ({ title: findingTexts.en[finding.kind].title, rows: totalOf(finding) }));
  const shared = sharing.map((each) => ({ title: `Sentence of ${each.with} in ${each.file}`, rows: each.rows }));
  return [...shared, ...again].filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
}
