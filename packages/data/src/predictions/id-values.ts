import { problemsError, UserError } from "@dalmeum/contracts";
import { writeFileAtomically } from "@dalmeum/files";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { idsOf, type ParsedRow, parseRows } from "../tables/parse-rows.ts";
import { readPlainCsv } from "../tables/read-csv.ts";
import type { Row } from "../tables/table.ts";
import { decimal, id } from "../pairs/fields.ts";

/** A row of an id and a number. */
export interface IdValue {
  readonly id: string;
  readonly value: number;
}

/** What a file of ids and numbers holds. */
export interface IdValueFile {
  readonly parsed: readonly ParsedRow<IdValue>[];
  /** All rows as they are written. */
  readonly rows: readonly Row[];
  /** Ids of all rows, also of those whose number does not fit. */
  readonly ids: readonly { readonly line: number; readonly id: string }[];
  /** Whether some rows have the wrong number of fields, so that their ids are not known. */
  readonly hasBrokenRows: boolean;
  readonly problems: readonly string[];
}

/** Read `id,<column>`, with the problems of rows that do not fit. */
export function readIdValues(path: string, column: string): IdValueFile {
  const table = readPlainCsv(path, ["id", column]);
  const header = table.columns.join(",");
  if (header !== `id,${column}`)
    throw new UserError(`${path}:1: found columns ${header}, expected exactly id,${column}`);
  const schema = z
    .object({ id, [column]: decimal })
    .transform((row): IdValue => ({ id: String(row.id), value: Number(row[column]) }));
  const { parsed, problems } = parseRows(table, schema);
  const broken = table.problems.length > 0;
  return {
    parsed,
    rows: table.rows,
    ids: idsOf(table),
    hasBrokenRows: broken,
    problems: [...table.problems, ...problems],
  };
}

/**
 * Write `id,<column>`; the path holds either what it held before or the whole new file.
 * @throws UserError listing the ids whose number is not finite; nothing is written then.
 */
export function writeIdValues(
  path: string,
  column: string,
  rows: readonly IdValue[],
  format: (value: number) => string,
): void {
  const problems = rows
    .filter(({ value }) => !Number.isFinite(value))
    .map(({ id: name, value }) => `id "${name}": found ${value}, expected a finite number; nothing was written`);
  if (problems.length > 0) throw problemsError(path, problems);
  const text = stringify(
    rows.map((row) => [row.id, format(row.value)]),
    { header: true, columns: ["id", column] },
  );
  writeFileAtomically(path, [Buffer.from(text)]);
}
