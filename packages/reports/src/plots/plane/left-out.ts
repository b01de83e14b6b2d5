/** The notes on points without a place: a drawing that lacks some must say so. */
export function leftOut(missing: number, drawn: number): string[] {
  return [
    ...(missing === 0 ? [] : [`${missing} ${missing === 1 ? "point" : "points"} without a value left out`]),
    ...(drawn === 0 ? ["no points to draw"] : []),
  ];
}
