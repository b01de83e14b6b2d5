import type { Figure } from "../../report.ts";
import { isDrawable } from "../is-drawable.ts";
import type { Reference } from "../reference.ts";
import { rowSvg } from "./row-svg.ts";
import { rowText } from "./row-text.ts";
import type { RowPlot } from "./rows.ts";

/** A plot with a row for each label: its name, a bar or a point with its interval, and its numbers. */
export function rowPlot({ reference, ...rest }: RowPlot): Figure {
  const plot = reference === undefined ? rest : withReference(rest, reference);
  return { name: plot.name, title: plot.title, svg: rowSvg(plot), text: (columns) => rowText(plot, columns) };
}

/** A control may have no score; then the plot says so instead. */
const withReference = (plot: RowPlot, reference: Reference): RowPlot =>
  isDrawable(reference.value) ? { ...plot, reference } : { ...plot, axis: `${plot.axis} (${reference.label}: none)` };
