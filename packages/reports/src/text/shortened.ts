import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Text of at most this many columns; three dots stand for what is cut. */
export function shortened(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const room = Math.max(columns - DOTS.length, 1);
  const [start = ""] = wrapAnsi(text, room, { hard: true, wordWrap: false }).split("\n");
  return start.trimEnd() + DOTS;
}

const DOTS = "...";
