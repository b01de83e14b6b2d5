/** As many digits tell every float32, and so every float16, from the next. */
const DIGITS = 9;

/**
 * The number of fewest decimal digits that a narrower type rounds to the same value: 3.8 for float32's 3.7999999523162842,
 * 0.8 for float16's 0.7998046875.
 * @param round to the nearest number of that type.
 */
export function shortestDecimal(value: number, round: (value: number) => number): number {
  for (let digits = 1; digits <= DIGITS; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Object.is(round(shorter), value)) return shorter;
  }
  return value;
}
