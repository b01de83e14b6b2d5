/** As many digits tell every float32 from the next. */
const DIGITS = 9;

/** The number of fewest decimal digits that rounds to the same float32: 3.8 for 3.7999999523162842. */
export function shortestFloat32(value: number): number {
  for (let digits = 1; digits <= DIGITS; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Object.is(Math.fround(shorter), value)) return shorter;
  }
  return value;
}
