import type { Figure } from "../../report.ts";
import { rowSvg } from "./row-svg.ts";
import { rowText } from "./row-text.ts";
import type { RowPlot } from "./rows.ts";

/** A plot with a row for each label: its name, a bar or a point with its interval, and its numbers. */
export function rowPlot(plot: RowPlot): Figure {
  return { name: plot.name, title: plot.title, svg: rowSvg(plot), text: (columns) => rowText(plot, columns) };
}
