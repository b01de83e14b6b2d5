/**
 * How many tokens each of two texts keeps in `room` tokens together: the longer one is cut first, and where both are
 * longer than half of the room they share it, the longer taking the odd token. tokenizers 0.23.3, "longest_first".
 * @param first, second lengths in tokens.
 * @returns kept lengths; each at most the given one, their sum at most `room`.
 */
export function truncatePair(first: number, second: number, room: number): readonly [number, number] {
  if (first + second <= room) return [first, second];
  if (first > second) {
    const [kept, longer] = truncatePair(second, first, room);
    return [longer, kept];
  }
  const half = Math.floor(room / 2);
  const shorter = Math.min(first, half);
  return [shorter, room - shorter];
}
