import type { TextCleaning } from "@dalmeum/contracts";

/** Zero-width space, joiners, word joiner and BOM: invisible, and different to a tokenizer. */
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;

/** The text that every later step sees, and that stays as it is when it comes here again: Unicode NFC, without zero-width characters or outer white space. */
export function normaliseText(text: string): string {
  return text.replace(ZERO_WIDTH, "").normalize("NFC").trim();
}

/** What `trim` takes off, ECMAScript 2025's WhiteSpace and LineTerminator, and the zero-width characters. */
const OUTER =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000" +
  "\u200b\u200c\u200d\u2060\ufeff";

/** `normaliseText` as an export tells Python of it. */
export const textCleaning: TextCleaning = {
  normalizers: [{ type: "Replace", pattern: { Regex: ZERO_WIDTH.source }, content: "" }, { type: "NFC" }],
  outer: OUTER,
};
