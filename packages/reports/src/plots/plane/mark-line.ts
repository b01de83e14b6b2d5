import type { CellGrid } from "./cell-grid.ts";

/** Mark the cells that a line through these places passes. */
export function markLine(
  grid: CellGrid,
  places: readonly { readonly column: number; readonly row: number }[],
  letter: string,
): void {
  for (const [index, { column, row }] of places.entries()) {
    const next = places[index + 1] ?? { column, row };
    const steps = Math.max(Math.abs(next.column - column), Math.abs(next.row - row), 1);
    for (let step = 0; step <= steps; step += 1) {
      const part = step / steps;
      grid.mark(Math.round(column + part * (next.column - column)), Math.round(row + part * (next.row - row)), letter);
    }
  }
}
