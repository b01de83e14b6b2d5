import { diffArrays, diffLines } from "diff";

/** Numbers, names, quoted text, and everything else character by character. */
const TOKEN = /[\d.]+(?:e[+-]?\d+)?|[\p{L}\p{N}_$]+|"[^"\n]*"|\s+|./giu;
/** A longer change is read line by line. */
const MOST_LETTERS = 60;
const MOST_LINES = 6;

/** How a piece of code changed: in a few words, or its lines. */
export interface TextChange {
  /** `1e-8 became 1e-7`, where one place changed. */
  readonly words: string | undefined;
  /** Lines that went, behind `-`, and lines that came, behind `+`; the first few. */
  readonly lines: readonly string[];
}

export function textChange(before: string, after: string): TextChange {
  return { words: wordsOf(before, after), lines: linesOf(before, after) };
}

function wordsOf(before: string, after: string): string | undefined {
  const parts = diffArrays(before.match(TOKEN) ?? [], after.match(TOKEN) ?? []);
  const changed = parts.flatMap((part, index) => (part.added || part.removed ? [index] : []));
  const [first, last] = [changed[0], changed.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // What stands between two changes of one place belongs to it.
  const place = parts.slice(first, last + 1);
  const [old, now] = [place.filter(({ added }) => !added), place.filter(({ removed }) => !removed)].map((side) =>
    side
      .flatMap(({ value }) => value)
      .join("")
      .trim(),
  );
  if (old === undefined || now === undefined || old.length + now.length > MOST_LETTERS) return undefined;
  if ((old + now).includes("\n")) return undefined;
  if (old === "") return `${now} came`;
  return now === "" ? `${old} went` : `${old} became ${now}`;
}

function linesOf(before: string, after: string): readonly string[] {
  const lines = diffLines(before, after).flatMap(({ value, added, removed }) =>
    added || removed
      ? value
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => `${added ? "+" : "-"} ${line}`)
      : [],
  );
  const hidden = lines.length - MOST_LINES;
  return hidden > 1 ? [...lines.slice(0, MOST_LINES), `  and ${hidden} more lines`] : lines;
}
