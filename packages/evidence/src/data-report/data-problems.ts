import { type DatasetReport, totalOf } from "@dalmeum/data";
import { FINDING_TEXTS } from "./finding-texts.ts";

/** Something in a dataset that somebody should have looked at before others train on it. */
export interface DataProblem {
  /** As the report's table has it. */
  readonly title: string;
  readonly rows: number;
}

/** What a dataset's report finds, that which most rows have first: rows that share a sentence with another file among it. */
export function dataProblems({
  repetitions,
  binaryLabel,
  likeness,
  oddities,
  sharing,
}: DatasetReport): readonly DataProblem[] {
  const findings = [...repetitions, binaryLabel.broken, ...likeness, ...oddities].map((finding) => ({
    title: FINDING_TEXTS[finding.kind].title,
    rows: totalOf(finding),
  }));
  const shared = sharing.map((each) => ({ title: `Sentence of ${each.with} in ${each.file}`, rows: each.rows }));
  return [...shared, ...findings].filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
}
