/** Padded lengths: each is a compiled graph of its own, so few; close together where sentences are. */
const LENGTHS = [16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 192, 256, 384, 512] as const;

/**
 * The shortest padded length that holds `tokens`, at most `maxLength`.
 * @param tokens of the longest sequence, at most `maxLength`.
 */
export function paddedLength(tokens: number, maxLength: number): number {
  return Math.min(maxLength, LENGTHS.find((length) => length >= tokens) ?? maxLength);
}
