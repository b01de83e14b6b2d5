/** The words of a sentence as they are spaced (eojeol), punctuation included. */
export function wordsOf(sentence: string): string[] {
  return sentence.split(/\s+/u).filter((word) => word !== "");
}
