import { LosslessNumber } from "lossless-json";
import type { z } from "zod";
import { shown } from "../shown.ts";
import type { Table } from "./table.ts";

/** A parsed row and its line, or its number in a file without lines. */
export interface ParsedRow<T> {
  readonly line: number;
  readonly value: T;
}

/**
 * Parse every row with a schema over its columns.
 * @returns rows that fit, and one problem for each field that does not: line, column, what was found and expected.
 */
export function parseRows<T>(
  { rows, unit }: Table,
  schema: z.ZodType<T>,
): { readonly parsed: readonly ParsedRow<T>[]; readonly problems: readonly string[] } {
  const parsed: ParsedRow<T>[] = [];
  const problems: string[] = [];
  for (const { line, fields } of rows) {
    const result = schema.safeParse(fields);
    if (result.success) parsed.push({ line, value: result.data });
    else {
      for (const { path, message } of result.error.issues) {
        const column = String(path[0]);
        problems.push(`${unit} ${line}, column ${column}: found ${shown(fields[column])}, expected ${message}`);
      }
    }
  }
  return { parsed, problems };
}

/** The id of every row, also of rows with another fault, so that ids can be judged along with the rest. */
export function idsOf({ rows }: Table): readonly { readonly line: number; readonly id: string }[] {
  return rows.flatMap(({ line, fields: { id } }) =>
    (typeof id === "string" && id.trim() !== "") ||
    Number.isSafeInteger(id) ||
    typeof id === "bigint" ||
    id instanceof LosslessNumber
      ? [{ line, id: String(id).trim() }]
      : [],
  );
}

/** One problem for each id that comes again, naming where it came first. */
export function repeatedIds(
  rows: readonly { readonly line: number; readonly id: string }[],
  unit: Table["unit"] = "line",
): readonly string[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, id }) => {
    const before = first.get(id);
    if (before !== undefined)
      return [`${unit} ${line}, column id: found "${id}" again (first on ${unit} ${before}), expected each id once`];
    first.set(id, line);
    return [];
  });
}
