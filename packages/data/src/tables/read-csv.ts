import { UserError } from "@dalmeum/contracts";
import { readKoreanText, readText } from "../files/read-text.ts";
import { expectColumns } from "./expect-columns.ts";
import { headerOf, parseCsv } from "./parse-csv.ts";
import { OTHER_SEPARATORS, type Separator, SEPARATOR_NAMES } from "./separators.ts";
import type { Table } from "./table.ts";

/**
 * Read columns of a CSV, of which optional ones may be there, once. Where the header has them all between semicolons, tabs or bars, these separate its fields, and
 * where it is certainly CP949 it is read as that; notes say so. Excel saves both.
 * @throws UserError where the file is missing, empty or of another encoding, its quotes do not close, or it lacks a column.
 */
export function readCsv(path: string, columns: readonly string[], optional: readonly string[] = []): Table {
  const { text, notes } = readKoreanText(path);
  const { separator, header } = likeliest(text, columns);
  if (!columns.every((column) => header.includes(column))) expectCommas(path, separator, header, columns);
  const table = parseCsv(path, text, { separator });
  expectColumns(table, columns, optional);
  const note = `found ${SEPARATOR_NAMES[separator]}s between fields, read as that; save it with commas where others read it too`;
  return { ...table, notes: separator === "," ? notes : [...notes, note] };
}

/**
 * The same of a CSV that other programs read too: UTF-8, with commas.
 * @throws UserError as `readCsv`, also where something else separates fields.
 */
export function readPlainCsv(path: string, columns: readonly string[], optional: readonly string[] = []): Table {
  const text = readText(path);
  const { separator, header } = likeliest(text, columns);
  expectCommas(path, separator, header, columns);
  const table = parseCsv(path, text);
  expectColumns(table, columns, optional);
  return table;
}

interface Header {
  readonly separator: Separator;
  readonly header: readonly string[];
}

/** The separator between which the header has the most of the columns; a comma unless another has more. */
function likeliest(text: string, columns: readonly string[]): Header {
  const count = ({ header }: Header): number => columns.filter((column) => header.includes(column)).length;
  const under = (separator: Separator): Header => ({ separator, header: headerOf(text, separator) });
  return OTHER_SEPARATORS.map(under).reduce((best, other) => (count(other) > count(best) ? other : best), under(","));
}

function expectCommas(path: string, separator: Separator, header: readonly string[], columns: readonly string[]): void {
  if (separator === ",") return;
  throw new UserError(
    `${path}:1: found columns ${header.join(separator)}, separated by ${SEPARATOR_NAMES[separator]}s; ` +
      `expected ${columns.join(",")}, separated by commas. Save the file as CSV with commas.`,
  );
}
