/** What marks a series in a terminal, where other signs may be as wide as Hangul. */
export const letterOf = (index: number): string => String.fromCodePoint(0x61 + index);
