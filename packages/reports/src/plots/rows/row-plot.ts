import type { Figure } from "../../report.ts";
import { isDrawable } from "../is-drawable.ts";
import { rowSvg } from "./row-svg.ts";
import { rowText } from "./row-text.ts";
import type { RowPlot } from "./rows.ts";

/** A plot with a row for each label: its name, a bar or a point with its interval, and its numbers. */
export function rowPlot({ references = [], ...rest }: RowPlot): Figure {
  // A control may have no score; then the plot says so instead.
  const none = references.filter(({ value }) => !isDrawable(value)).map(({ label }) => rest.words.noneOf(label));
  const plot: RowPlot = {
    ...rest,
    axis: none.length === 0 ? rest.axis : `${rest.axis} (${none.join(", ")})`,
    references: references.filter(({ value }) => isDrawable(value)).toSorted((a, b) => a.value - b.value),
  };
  return { name: plot.name, title: plot.title, svg: rowSvg(plot), text: (columns) => rowText(plot, columns) };
}
