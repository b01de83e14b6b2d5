import wrapAnsi from "wrap-ansi";

/** Lines of at most this many columns, broken between words, and inside one only where it is longer than a line. */
export function wrapped(text: string, columns: number): readonly string[] {
  return wrapAnsi(text, Math.max(columns, WIDEST_CHARACTER), { hard: true })
    .split("\n")
    .map((line) => line.trimEnd());
}

const WIDEST_CHARACTER = 2;
