import type { CellGrid } from "../plane/cell-grid.ts";
import { density } from "./density.ts";

/** Fill cells with signs for how many points they hold. @param point what a point is. @returns what the signs mean. */
export function cloudText(
  places: readonly { readonly column: number; readonly row: number }[],
  grid: CellGrid,
  point: string,
): string {
  const cells = new Map<string, { column: number; row: number; count: number }>();
  for (const { column, row } of places) {
    const key = `${column} ${row}`;
    cells.set(key, { column, row, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  const { ranges, step } = density([...cells.values()].reduce((largest, { count }) => Math.max(largest, count), 0));
  for (const { column, row, count } of cells.values()) grid.fill(column, row, SIGNS[step(count)] ?? " ");
  const meanings = ranges.map(([least, most], index) => {
    return `${SIGNS[index] ?? ""} ${least === most ? least : `${least}-${most}`}`;
  });
  return `${point}: ${meanings.join("  ")}`;
}

const SIGNS = [".", ":", "*", "#", "@"];
