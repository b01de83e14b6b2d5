import { UserError } from "@dalmeum/contracts";
import { CsvError, type Options, parse } from "csv-parse/sync";
import { z } from "zod";
import { fieldsHint } from "./fields-hint.ts";
import type { Separator } from "./separators.ts";
import type { Row, Table } from "./table.ts";

export interface CsvOptions {
  readonly separator?: Separator;
  /** Whether double quotes enclose fields; where not, they are text. */
  readonly quoted?: boolean;
}

/** A header is looked for at the begin of the text alone. */
const LONGEST_HEADER = 2 ** 16;

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Delimited text with a header.
 * @param path for messages.
 * @throws UserError where its quotes do not close.
 */
export function parseCsv(path: string, text: string, { separator = ",", quoted = true }: CsvOptions = {}): Table {
  const [header, ...records] = parseRecords(path, text, optionsOf(separator, quoted));
  const columns = (header?.fields ?? []).map((name) => name.trim());
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const { line, fields } of records) {
    if (fields.length === columns.length) {
      rows.push({ line, fields: Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""])) });
    } else {
      const hint = fields.length > columns.length && quoted ? fieldsHint(columns, fields, separator) : "";
      problems.push(
        `line ${line}: found ${fields.length} fields, expected ${columns.length} (${columns.join(", ")})${hint}`,
      );
    }
  }
  return { path, unit: "line", columns, rows, problems, notes: [] };
}

/** The columns that a text has if this separates them; none where its quotes do not pair up then. */
export function headerOf(text: string, separator: Separator): readonly string[] {
  try {
    const [header] = recordsSchema.parse(
      parse(text.slice(0, LONGEST_HEADER), { ...optionsOf(separator, true), to: 1 }),
    );
    return header?.record.map((name) => name.trim()) ?? [];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return [];
  }
}

const optionsOf = (separator: Separator, quoted: boolean): Options => ({
  delimiter: separator,
  quote: quoted ? '"' : null,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
});

/** Where the record with the stray quote begins; for a quote that stays open the parser tells the end of the file. */
function lineOfQuote(error: CsvError, text: string, options: Options): number {
  const records = Number(error.records);
  if (records === 0) return 1;
  return (recordsSchema.parse(parse(text, { ...options, to: records })).at(-1)?.info.lines ?? 0) + 1;
}

function parseRecords(
  path: string,
  text: string,
  options: Options,
): readonly { readonly line: number; readonly fields: readonly string[] }[] {
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
