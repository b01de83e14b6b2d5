import { FILE_NAMES, type FileName, type ReportRow } from "./report-rows.ts";

/** Examples of one kind; what is past them is only counted. */
export const MOST_EXAMPLES = 5;

/** Rows that a finding is about. */
export interface Example {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** Of the rows that have one. */
  readonly scores: readonly number[];
}

/** Something that a team may want to look at; not always a fault. */
export interface Finding<Kind extends string = string> {
  readonly kind: Kind;
  /** Rows of each file. */
  readonly rows: Readonly<Record<FileName, number>>;
  /** The first five. */
  readonly examples: readonly Example[];
}

/** Rows that `exampleOf` gives an example for. */
export function collect<Kind extends string>(
  kind: Kind,
  rows: readonly ReportRow[],
  exampleOf: (row: ReportRow) => Example | undefined,
): Finding<Kind> {
  const found = rows.flatMap((row) => {
    const example = exampleOf(row);
    return example === undefined ? [] : [{ file: row.file, example }];
  });
  return { kind, rows: countFiles(found), examples: found.slice(0, MOST_EXAMPLES).map(({ example }) => example) };
}

/** How many rows there are of each file. */
export function countFiles(rows: readonly { readonly file: FileName }[]): Readonly<Record<FileName, number>> {
  const counts = { train: 0, dev: 0, test: 0 };
  for (const { file } of rows) counts[file] += 1;
  return counts;
}

/** An example of rows with the same sentences, which the first shows. */
export function exampleOf(...rows: readonly ReportRow[]): Example {
  return {
    ids: rows.map(({ id }) => id),
    texts: rows[0]?.written ?? [],
    scores: rows.flatMap(({ labels }) => (labels ? [labels.score] : [])),
  };
}

/** Of all files together. */
export function totalOf({ rows }: Finding): number {
  return FILE_NAMES.reduce((sum, file) => sum + rows[file], 0);
}
