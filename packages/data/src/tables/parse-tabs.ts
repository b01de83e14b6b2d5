import type { Row, Table } from "./table.ts";

/**
 * Tab-separated lines with a header, in which quote characters are text: what `parseCsv` gives of them, in a sixth of its time and half
 * of its memory, which counts where there are half a million.
 * @param path for messages.
 */
export function parseTabs(path: string, text: string): Table {
  const [header = "", ...lines] = text.split("\n");
  const columns = header.split("\t").map((name) => name.trim());
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const fields = line.split("\t");
    if (fields.length === columns.length) {
      rows.push({
        line: index + 2,
        fields: Object.fromEntries(columns.map((column, place) => [column, fields[place]])),
      });
    } else {
      const expected = `expected ${columns.length} (${columns.join(", ")})`;
      problems.push(`line ${index + 2}: found ${fields.length} fields, ${expected}`);
    }
  }
  return { path, unit: "line", columns, rows, problems, notes: [] };
}
