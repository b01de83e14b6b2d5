/**
 * Jaccard's index of two texts' character bigrams, spaces and case left out: 0 nothing in common .. 1 the same bigrams. Word
 * overlap would miss most of Korean, where particles hang on words.
 * @see Jaccard 1912.
 */
export function bigramOverlap(a: string, b: string): number {
  const [first, second] = [bigrams(a), bigrams(b)];
  const common = [...first].filter((bigram) => second.has(bigram)).length;
  const all = first.size + second.size - common;
  return all === 0 ? 1 : common / all;
}

function bigrams(text: string): ReadonlySet<string> {
  const letters = Array.from(text.toLowerCase().replaceAll(/\s/gu, ""));
  // A text of one letter is its own bigram.
  if (letters.length === 1) return new Set(letters);
  return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ""}${letter}`));
}
