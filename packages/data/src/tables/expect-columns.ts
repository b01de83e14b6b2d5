import { UserError } from "@dalmeum/contracts";
import { distance } from "fastest-levenshtein";
import type { Table } from "./table.ts";

/** Share of a column's letters that may differ in a misspelt one. */
const MOST_EDITS = 1 / 3;

/**
 * Check that a table has these columns once; further ones are left alone.
 * @param optional columns that are read where they are there.
 * @throws UserError naming every missing column, and the found one that looks like it.
 */
export function expectColumns(
  { path, columns, unit }: Pick<Table, "path" | "columns" | "unit">,
  expected: readonly string[],
  optional: readonly string[] = [],
): void {
  const where = unit === "line" ? `${path}:1` : path;
  const missing = expected.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const unexpected = columns.filter((column) => !expected.includes(column));
    const named = missing.map((column) => {
      const near = nearest(column, unexpected);
      return near === undefined ? `"${column}"` : `"${column}" (did you mean it by "${near}"? Rename that column)`;
    });
    throw new UserError(
      `${where}: found columns ${columns.join(",")}, expected ${expected.join(",")}; missing: ${named.join(", ")}`,
    );
  }
  const repeated = [...expected, ...optional].filter(
    (column) => columns.indexOf(column) !== columns.lastIndexOf(column),
  );
  if (repeated.length > 0)
    throw new UserError(`${where}: found column "${repeated.join('", "')}" more than once, expected each once`);
}

function nearest(column: string, candidates: readonly string[]): string | undefined {
  const edits = (found: string): number => distance(canonical(found), canonical(column));
  const [best] = candidates.toSorted((a, b) => edits(a) - edits(b));
  const most = Math.max(1, Math.floor(column.length * MOST_EDITS));
  return best !== undefined && edits(best) <= most ? best : undefined;
}

const canonical = (column: string): string => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
