import type { Block, Figure, TableColumn } from "./report.ts";

/** The title of what follows, one level below the report's. */
export const heading = (text: string): Block => ({ kind: "heading", text });

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });

export const list = (items: readonly string[]): Block => ({ kind: "list", items });

/** @throws RangeError where a row has more or fewer cells than there are columns. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Block {
  for (const [index, row] of rows.entries()) {
    if (row.length === columns.length) continue;
    throw new RangeError(`table: row ${index} has ${row.length} cells, expected ${columns.length}`);
  }
  return { kind: "table", columns, rows };
}

export const figure = (drawn: Figure): Block => ({ kind: "figure", figure: drawn });
