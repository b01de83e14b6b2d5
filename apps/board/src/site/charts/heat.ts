/** How many colours `heat-0`, `heat-1`, ... the style has. */
export const HEATS = 7;

/** Which of them stands for a value between `low` and `high`. */
export const heatOf = (value: number, low: number, high: number): number =>
  high > low ? Math.min(Math.floor((HEATS * (value - low)) / (high - low)), HEATS - 1) : 0;
