import { SCORE_RANGE } from "@dalmeum/contracts";
import { readText } from "../files/read-text.ts";
import type { Row } from "../tables/table.ts";

/**
 * What readers here forgive and a scorer does not, which takes names and ids as they are written: blanks, also those that are
 * not seen, at the ends of a column's name or of an id. And a file that was cut in its last number.
 * @param rows of the file.
 */
export function asWrittenProblems(path: string, column: string, rows: readonly Row[]): readonly string[] {
  const text = readText(path);
  return [
    ...headerProblems(text),
    ...rows.flatMap(({ line, fields: { id } }) => paddedProblems(`line ${line}, column id`, String(id))),
    ...cutProblems(
      text,
      rows.map(({ fields }) => String(fields[column]).trim()),
    ),
  ];
}

function headerProblems(text: string): readonly string[] {
  const [header = ""] = text.split("\n", 1);
  return header.split(",").flatMap((name) => paddedProblems("line 1, name of a column", unquoted(name)));
}

const unquoted = (field: string): string => /^"(.*)"$/u.exec(field)?.[1] ?? field;

function paddedProblems(where: string, found: string): readonly string[] {
  const bare = found.trim();
  if (bare === found) return [];
  const blanks = Array.from(found.replace(bare, ""), (each) => `U+${hex(each)}`);
  return [
    `${where}: found "${found}", "${bare}" with ${[...new Set(blanks)].join(", ")} at an end, expected none: a scorer does not find it`,
  ];
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");

/** Of numbers within the range, whose ends have few digits everywhere, at most this share is as short as a cut one. */
const AS_SHORT = 0.01;

/** A last number that is shorter than others, without a line break after it, lacks its end. */
function cutProblems(text: string, numbers: readonly string[]): readonly string[] {
  const [last, others] = [numbers.at(-1), numbers.slice(0, -1)];
  if (last === undefined || /[\r\n]$/.test(text) || others.includes(last)) return [];
  const inside = others.filter((each) => Number(each) !== SCORE_RANGE.minimum && Number(each) !== SCORE_RANGE.maximum);
  const asShort = inside.filter(({ length }) => length <= last.length).length;
  if (inside.length === 0 || asShort > AS_SHORT * inside.length) return [];
  return [
    `found "${last}" at the end of the file, shorter than the other numbers and without a line break; expected a whole file, which ends in one: was it cut?`,
  ];
}
