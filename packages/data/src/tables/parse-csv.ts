import { UserError } from "@dalmeum/contracts";
import { CsvError, type InfoRecord, type Options, parse } from "csv-parse/sync";
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

/**
 * Delimited text with a header.
 * @param path for messages.
 * @throws UserError where its quotes do not close.
 */
export function parseCsv(path: string, text: string, { separator = ",", quoted = true }: CsvOptions = {}): Table {
  let columns: readonly string[] | undefined;
  const rows: Row[] = [];
  const problems: string[] = [];
  eachRecord(path, text, optionsOf(separator, quoted), (line, fields) => {
    if (columns === undefined) columns = trimmed(fields);
    else if (fields.length === columns.length)
      rows.push({ line, fields: Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""])) });
    else {
      const hint = fields.length > columns.length && quoted ? fieldsHint(columns, fields, separator) : "";
      problems.push(
        `line ${line}: found ${fields.length} fields, expected ${columns.length} (${columns.join(", ")})${hint}`,
      );
    }
  });
  return { path, unit: "line", columns: columns ?? [], rows, problems, notes: [] };
}

/** The columns that a text has if this separates them; none where its quotes do not pair up then. */
export function headerOf(text: string, separator: Separator): readonly string[] {
  try {
    const [header = []] = parse(text.slice(0, LONGEST_HEADER), { ...optionsOf(separator, true), to: 1 });
    return trimmed(header);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return [];
  }
}

const trimmed = (names: readonly string[]): readonly string[] => names.map((name) => name.trim());

const optionsOf = (separator: Separator, quoted: boolean): Options => ({
  delimiter: separator,
  quote: quoted ? '"' : null,
  relax_column_count: true,
  skip_empty_lines: true,
});

/**
 * Every record and the line on which it begins, one at a time: all of them beside the rows would take as much memory again.
 * @throws UserError where quotes do not close.
 */
function eachRecord(
  path: string,
  text: string,
  options: Options,
  take: (line: number, fields: readonly string[]) => void,
): void {
  let last = 0;
  const onRecord = (fields: string[], { lines }: InfoRecord): null => {
    // The parser tells where a record ends; one with line breaks in its fields began above.
    const breaks = fields.reduce((sum, field) => sum + (field.includes("\n") ? field.split("\n").length - 1 : 0), 0);
    take(lines - breaks, fields);
    last = lines;
    return null;
  };
  try {
    parse(text, { ...options, on_record: onRecord });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // For a quote that stays open the parser tells the end of the file, not where its record begins.
    throw new UserError(
      `${path}:${last + 1}: found a double quote that does not pair up, expected quotes around a whole field and "" for a ` +
        `quote inside it (${cause.code})`,
      { cause },
    );
  }
}
