import { stripVTControlCharacters } from "node:util";

const LONGEST = 10_000;

/** A line that others wrote: no characters that a terminal obeys, and an end. */
export const plainText = (line: string): string =>
  stripVTControlCharacters(line.slice(0, LONGEST))
    .replaceAll(/\p{Cc}/gu, " ")
    .trimEnd();

/** The same of several lines. */
export const plainLines = (text: string): string => text.split("\n").map(plainText).join("\n").trim();
