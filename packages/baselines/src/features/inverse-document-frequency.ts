/** Things that are gone through once; they need not all be there at a time. */
export interface Sized<T> extends Iterable<T> {
  readonly length: number;
}

/**
 * ln((1 + sentences) / (1 + sentences with the piece)) + 1: what is rare says more.
 * @param sentences the pieces of each.
 * @see Spärck Jones 1972; values as scikit-learn 1.9's TfidfVectorizer(smooth_idf=True).
 */
export function inverseDocumentFrequency(sentences: Sized<readonly string[]>): (piece: string) => number {
  const frequencies = new Map<string, number>();
  for (const pieces of sentences) {
    for (const piece of new Set(pieces)) frequencies.set(piece, (frequencies.get(piece) ?? 0) + 1);
  }
  return (piece) => Math.log((1 + sentences.length) / (1 + (frequencies.get(piece) ?? 0))) + 1;
}
