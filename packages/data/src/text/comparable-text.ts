import { normaliseText } from "./normalise-text.ts";

/**
 * A text without white space and without punctuation at its end: "안녕 하세요." and "안녕하세요" are the same then, which a
 * model tells apart but a reader does not. Text of nothing else is left as it is.
 */
export function comparableText(text: string): string {
  const joined = normaliseText(text).replace(/\s+/gu, "");
  return joined.replace(/\p{P}+$/u, "") || joined;
}
