/** Whether a value has a place on an axis: a number, and one whose distance to others is a number too. */
export function isDrawable(value: number | null | undefined): value is number {
  return typeof value === "number" && Math.abs(value) <= 1e300;
}
