/** Zero-width space, joiners, word joiner and BOM: invisible, and different to a tokenizer. */
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;

/** The text that every later step sees: Unicode NFC, without zero-width characters or outer white space. */
export function normaliseText(text: string): string {
  return text.normalize("NFC").replace(ZERO_WIDTH, "").trim();
}
