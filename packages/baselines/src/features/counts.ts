/** How often each of some pieces of text comes. */
export type Counts = ReadonlyMap<string, number>;

export function countsOf(pieces: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

/** Every run of `length` code points; the whole text where it is shorter. */
export function ngrams(text: string, length: number): readonly string[] {
  const points = Array.from(text);
  if (points.length <= length) return points.length === 0 ? [] : [text];
  return points.slice(length - 1).map((_, start) => points.slice(start, start + length).join(""));
}

/**
 * 2 |A and B| / (|A| + |B|) of two bags; 1 of two empty ones.
 * @see Dice 1945
 */
export function dice(a: Counts, b: Counts): number {
  const size = total(a) + total(b);
  if (size === 0) return 1;
  let shared = 0;
  for (const [piece, count] of a) shared += Math.min(count, b.get(piece) ?? 0);
  return (2 * shared) / size;
}

/** Cosine of two bags, each piece weighed; 0 where a side has none, 1 where both have none. */
export function cosine(a: Counts, b: Counts, weigh: (piece: string) => number): number {
  if (a.size === 0 && b.size === 0) return 1;
  const normOf = (bag: Counts): number =>
    Math.sqrt([...bag].reduce((sum, [piece, count]) => sum + (count * weigh(piece)) ** 2, 0));
  let product = 0;
  for (const [piece, count] of a) product += count * (b.get(piece) ?? 0) * weigh(piece) ** 2;
  const norms = normOf(a) * normOf(b);
  return norms === 0 ? 0 : product / norms;
}

const total = (bag: Counts): number => [...bag.values()].reduce((sum, count) => sum + count, 0);
