import type { ScaleLinear } from "d3-scale";
import { isDrawable } from "../is-drawable.ts";
import { numberFormat } from "../number-format.ts";
import { valueScale } from "../value-scale.ts";
import type { Row, RowPlot } from "./rows.ts";

interface MeasuredRow {
  readonly label: string;
  readonly value: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  /** The value as text, a word where there is none. */
  readonly shown: string;
  /** The value and its interval. */
  readonly shownWhole: string;
}

/** What both drawings of a plot of rows start from. */
export function measuredRows(
  plot: RowPlot,
  ticks: number,
): { scale: ScaleLinear<number, number>; rows: MeasuredRow[] } {
  const values = plot.rows.flatMap(({ value, low, high }) => [value, low, high].filter(isDrawable));
  const shown = numberFormat(values);
  const ground = values.some((value) => value !== 0) ? [0] : [0, 1];
  const references = (plot.references ?? []).map(({ value }) => value);
  const measured = (row: Row): MeasuredRow => {
    const value = isDrawable(row.value) ? row.value : undefined;
    const interval = isDrawable(row.low) && isDrawable(row.high) ? ([row.low, row.high] as const) : undefined;
    const alone = value === undefined ? plot.words.none : shown(value);
    const whole = interval === undefined ? alone : `${alone} [${shown(interval[0])}, ${shown(interval[1])}]`;
    return { label: row.label, value, interval, shown: alone, shownWhole: whole };
  };
  return {
    scale: valueScale([...values, ...(plot.mark === "bar" ? ground : []), ...references], ticks),
    rows: plot.rows.map(measured),
  };
}
