import stringWidth from "string-width";

/** Text filled with spaces to this many columns; Hangul takes two a syllable. */
export function padded(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(columns - stringWidth(text), 0));
  return align === "right" ? space + text : text + space;
}
