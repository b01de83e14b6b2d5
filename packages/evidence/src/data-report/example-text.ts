import type { Example } from "@dalmeum/data";
import type { DataWords } from "./data-words.ts";

/** Characters of a sentence; longer ones are cut. */
const MOST_CHARACTERS = 120;

/** `id, id (3.2, 1.4): first | second`, with characters that cannot be seen as code points. */
export function exampleText({ ids, texts, scores }: Example, words: DataWords): string {
  const told = scores.length === 0 ? "" : ` (${scores.join(", ")})`;
  return `${ids.join(", ")}${told}: ${texts.map((text) => visible(text, words)).join(" | ")}`;
}

function visible(text: string, words: DataWords): string {
  const characters = Array.from(text);
  const shown = characters.slice(0, MOST_CHARACTERS).join("");
  const escaped = shown.replace(/[\p{C}\ufffd]/gu, (character) => `<U+${codePoint(character)}>`);
  return characters.length > MOST_CHARACTERS ? words.cut(escaped, characters.length) : escaped;
}

const codePoint = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
