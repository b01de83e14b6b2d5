/**
 * The length that a batch is padded to: the next multiple of 4 up to 64 tokens, of 8 up to 128, of 16 up to 256 and so
 * on, at most `maxLength`. Each length costs a runtime some compiling when it is first met, so there are few.
 * @param tokens of the longest sequence, 1 .. maxLength.
 */
export function paddedLength(tokens: number, maxLength: number): number {
  const octave = 2 ** Math.ceil(Math.log2(tokens));
  const step = Math.max(4, octave / 16);
  return Math.min(maxLength, Math.ceil(tokens / step) * step);
}
