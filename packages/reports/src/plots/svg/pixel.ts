/** A length in tenths of a pixel: finer differences are not seen, and would make files long. */
export const pixel = (length: number): number => Math.round(length * 10) / 10;
