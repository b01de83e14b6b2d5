import { z } from "zod";
import { readText } from "../files/read-text.ts";
import { shown } from "../shown.ts";
import type { Row, Table } from "./table.ts";

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Read a file of one JSON object a line; blank lines are left out. Its columns are the keys that some line has.
 * @throws UserError where the file is missing, empty or not UTF-8.
 */
export function readJsonLines(path: string): Table {
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [index, text] of readText(path).split("\n").entries()) {
    if (text.trim() === "") continue;
    const line = index + 1;
    const { fields, found } = parseLine(text);
    if (fields) rows.push({ line, fields });
    else problems.push(`line ${line}: found ${found}, expected a JSON object with a key for each column`);
  }
  const columns = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))];
  return { path, unit: "line", columns, rows, problems };
}

type Line =
  | { readonly fields: Row["fields"]; readonly found?: never }
  | { readonly fields?: never; readonly found: string };

function parseLine(text: string): Line {
  try {
    const value: unknown = JSON.parse(text);
    const object = objectSchema.safeParse(value);
    return object.success ? { fields: object.data } : { found: shown(value) };
  } catch {
    return { found: `${shown(text)}, which is no JSON` };
  }
}
