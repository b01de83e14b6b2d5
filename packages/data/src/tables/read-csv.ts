import { UserError } from "@dalmeum/contracts";
import { CsvError, type Options, parse } from "csv-parse/sync";
import { z } from "zod";
import { readText } from "../files/read-text.ts";
import type { Row, Table } from "./table.ts";

export interface ReadCsvOptions {
  readonly delimiter?: "," | "\t";
  /** Whether double quotes enclose fields; where not, they are text. */
  readonly quoted?: boolean;
}

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Read a delimited file with a header.
 * @throws UserError where the file is missing, empty, not UTF-8, or its quotes do not close.
 */
export function readCsv(path: string, { delimiter = ",", quoted = true }: ReadCsvOptions = {}): Table {
  const [header, ...records] = parseRecords(path, readText(path), delimiter, quoted);
  const columns = (header?.fields ?? []).map((name) => name.trim());
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const { line, fields } of records) {
    if (fields.length === columns.length) {
      rows.push({ line, fields: Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""])) });
    } else {
      const hint =
        fields.length > columns.length && quoted ? "; a sentence with a comma needs double quotes around it" : "";
      problems.push(
        `line ${line}: found ${fields.length} fields, expected ${columns.length} (${columns.join(", ")})${hint}`,
      );
    }
  }
  return { path, unit: "line", columns, rows, problems };
}

/** Where the record with the stray quote begins; for a quote that stays open the parser tells the end of the file. */
function lineOfQuote(error: CsvError, text: string, options: Options): number {
  const records = Number(error.records);
  if (records === 0) return 1;
  return (recordsSchema.parse(parse(text, { ...options, to: records })).at(-1)?.info.lines ?? 0) + 1;
}

function parseRecords(
  path: string,
  text: string,
  delimiter: string,
  quoted: boolean,
): readonly { readonly line: number; readonly fields: readonly string[] }[] {
  const options = {
    delimiter,
    quote: quoted ? '"' : null,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  };
  try {
    return recordsSchema.parse(parse(text, options)).map(({ record, info }) => ({
      // The parser tells where a record ends; one with line breaks in its fields began above.
      line: info.lines - record.reduce((breaks, field) => breaks + field.split("\n").length - 1, 0),
      fields: record,
    }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UserError(
      `${path}:${lineOfQuote(
        cause,
        text,
        options,
      )}: found a double quote that does not pair up, expected quotes around a whole field and "" for a ` +
        `quote inside it (${cause.code})`,
      { cause },
    );
  }
}
