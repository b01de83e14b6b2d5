import { problemsError } from "@dalmeum/contracts";
import { z } from "zod";
import { parseJson } from "../files/parse-json.ts";
import { readText } from "../files/read-text.ts";
import { shown } from "../shown.ts";
import type { Row, Table } from "./table.ts";

const EXPECTED = "expected a JSON object with a key for each column";

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Read a file of one JSON object a line; blank lines are left out. Its columns are the keys that some line has, and its
 * numbers `LosslessNumber`s, which keep every digit.
 * @throws UserError where the file is missing, empty or not UTF-8, or no line is an object.
 */
export function readJsonLines(path: string): Table {
  const lines = readText(path)
    .split("\n")
    .flatMap((text, index) => (text.trim() === "" ? [] : [{ line: index + 1, text: text.trim() }]));
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const { line, text } of lines) {
    const { fields, found } = parseLine(text);
    if (fields) rows.push({ line, fields });
    else problems.push(`line ${line}: found ${found}, ${EXPECTED}`);
  }
  const [first] = lines;
  const whole = first && problems.length > 0 ? wholeOf(first.text, rows) : undefined;
  if (first && whole !== undefined) {
    const cure = '(pandas writes that with orient="records", lines=True)';
    throw problemsError(path, [`line ${first.line}: found the begin of ${whole}, ${EXPECTED}, one a line ${cure}`]);
  }
  if (rows.length === 0) throw problemsError(path, problems);
  const columns = new Set(rows.flatMap(({ fields }) => Object.keys(fields)));
  return { path, unit: "line", columns: [...columns], rows, problems, notes: [] };
}

/** What a program writes that was not told of lines, by how it begins. */
function wholeOf(first: string, rows: readonly Row[]): string | undefined {
  if (first.startsWith("[")) return "a JSON list";
  return rows.length === 0 && /^\{.*[^},]$|^\{$|^\{.*[^}],$/u.test(first)
    ? "a JSON object over several lines"
    : undefined;
}

type Line =
  | { readonly fields: Row["fields"]; readonly found?: never }
  | { readonly fields?: never; readonly found: string };

function parseLine(text: string): Line {
  try {
    const value = parseJson(text);
    const object = objectSchema.safeParse(value);
    return object.success ? { fields: object.data } : { found: shown(value) };
  } catch {
    const isFollowed = text.endsWith(",") && parseLine(text.slice(0, -1)).fields !== undefined;
    return { found: isFollowed ? "an object with a comma after it" : `${shown(text)}, which is no JSON` };
  }
}
