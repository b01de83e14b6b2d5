import stringWidth from "string-width";
import { printable } from "../../printable.ts";
import { wrapped } from "../../text/wrapped.ts";
import { tickFormat } from "../number-format.ts";
import { axisLines } from "../text/axis-lines.ts";
import { cellGrid, type CellGrid } from "./cell-grid.ts";
import type { Plane } from "./plane.ts";

/** Axes, legend and notes around what `draw` puts into cells; `x` and `y` give a value's column and row. */
export function planeText(
  plane: Plane,
  columns: number,
  draw: (grid: CellGrid, x: (value: number) => number, y: (value: number) => number) => readonly string[],
): readonly string[] {
  const ticks = plane.y.scale.ticks(TICKS);
  const shown = tickFormat(plane.y.scale, TICKS);
  const gutter = Math.max(...ticks.map((tick) => shown(tick).length), 0) + 1;
  const width = Math.max(columns - gutter - 1, 2);
  const xScale = plane.x.scale.copy().range([0, width - 1]);
  const yScale = plane.y.scale.copy().range([ROWS - 1, 0]);
  const row = (value: number) => Math.round(yScale(value));

  const grid = cellGrid(width, ROWS);
  if (plane.reference !== undefined) {
    for (let column = 0; column < width; column += 1) grid.fill(column, row(plane.reference.value), "-");
  }
  const legend = draw(grid, (value) => Math.round(xScale(value)), row);

  const labels = new Map(ticks.map((tick) => [row(tick), shown(tick)]));
  const lines = grid.lines().map((line, index) => {
    const label = labels.get(index);
    return `${(label ?? "").padStart(gutter - 1)} ${label === undefined ? "|" : "+"}${line}`.trimEnd();
  });
  const said = [
    ...legend,
    ...(plane.reference === undefined ? [] : [`- ${plane.reference.label}`]),
    ...(grid.hasShared() ? [plane.words.shared] : []),
  ];
  return [
    ...wrapped(printable(plane.y.label), columns),
    ...lines,
    ...axisLines(xScale, width).map((line) => " ".repeat(gutter + 1) + line),
    ...wrapped(printable(plane.x.label), width).map((line) => " ".repeat(gutter + 1) + line),
    ...packed(said.map(printable), columns),
    ...plane.notes.flatMap((note) => wrapped(note, columns)),
  ];
}

/** Short texts side by side, as many as a line takes. */
function packed(texts: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const longer = `${last ?? ""}${BETWEEN}${text}`;
    if (last !== undefined && stringWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines.flatMap((line) => (stringWidth(line) > columns ? wrapped(line, columns) : [line]));
}

const BETWEEN = "   ";
const ROWS = 16;
const TICKS = 5;
