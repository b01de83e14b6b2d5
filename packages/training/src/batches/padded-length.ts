import type { Engine } from "@dalmeum/contracts";

/** The length that a batch is padded to, from the tokens of its longest sequence. */
export type PadTo = (tokens: number) => number;

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

/**
 * The same in big steps, 16, 24, 32, 48, 64, 96 and so on, for engines to which each length is seconds of compiling: what is
 * predicted is not known beforehand, and a pair's score must not follow from what else there is.
 */
export function coarseLength(tokens: number, maxLength: number): number {
  const octave = Math.max(16, 2 ** Math.ceil(Math.log2(tokens)));
  const between = (octave * 3) / 4;
  return Math.min(maxLength, octave > 16 && tokens <= between ? between : octave);
}

/** Lengths to train at on an engine where nothing is known of the data. */
export const lengthsOf =
  ({ mostLengths }: Pick<Engine, "mostLengths">, maxLength: number): PadTo =>
  (tokens) =>
    mostLengths === undefined ? paddedLength(tokens, maxLength) : coarseLength(tokens, maxLength);

/** Lengths to predict at: where one graph serves all of them, each batch's own. */
export const lengthsToPredict = (
  { anyLength = false, ...engine }: Pick<Engine, "anyLength" | "mostLengths">,
  maxLength: number,
): PadTo => (anyLength ? (tokens) => Math.min(tokens, maxLength) : lengthsOf(engine, maxLength));
