import type { Language } from "../language.ts";
import type { Figure } from "../report.ts";
import { isDrawable } from "./is-drawable.ts";
import { dodge } from "./plane/dodge.ts";
import { leftOut } from "./plane/left-out.ts";
import { type PlacedSeries, placedSeries } from "./plane/placed-series.ts";
import { planeSvg } from "./plane/plane-svg.ts";
import { planeText } from "./plane/plane-text.ts";
import { type Plane, TICKS } from "./plane/plane.ts";
import type { PlotSeries } from "./plane/series.ts";
import { letterOf } from "./plane/series-letter.ts";
import { seriesSvg } from "./plane/series-svg.ts";
import { plotWords } from "./plot-words.ts";
import type { Reference } from "./reference.ts";
import { valueScale } from "./value-scale.ts";

export interface LinePlot {
  readonly name: string;
  readonly title: string;
  /** Of what the plot says by itself. Default English. */
  readonly language?: Language;
  readonly x: { readonly label: string };
  readonly y: { readonly label: string };
  readonly series: readonly PlotSeries[];
  /** A value of y that the series are read against. */
  readonly reference?: Reference;
}

/** Up to twelve series over x, with their intervals: a sweep, or a training's course. */
export function linePlot({ name, title, language = "en", x, y, series: all, reference: given }: LinePlot): Figure {
  const words = plotWords[language];
  const reference = isDrawable(given?.value) ? given : undefined;
  const { series, missing, notes } = placedSeries(all, words);
  const points = series.flatMap((one) => one.points);
  const xs = points.map((point) => point.x);
  const ys = points.flatMap((point) => [point.y, ...(point.interval ?? [])]);
  const plane: Plane = {
    title,
    words,
    x: { label: x.label, scale: valueScale(xs, TICKS.x) },
    y: { label: y.label, scale: valueScale(reference === undefined ? ys : [...ys, reference.value], TICKS.y) },
    names: series.map((one) => one.name),
    reference,
    notes: [
      ...leftOut(missing, points.length, words),
      ...notes,
      ...(given === reference ? [] : [words.noneOf(given?.label ?? "")]),
    ],
  };
  return {
    name,
    title,
    svg: planeSvg(plane, (column, row) => {
      const aside = asides(series, column, 5);
      return series.map((one, index) => seriesSvg(one, index, (value) => column(value) + aside(index), row));
    }),
    text: (columns) =>
      planeText(plane, columns, (grid, column, row) => {
        const aside = asides(series, column, 1);
        for (const [index, one] of series.entries()) {
          for (const point of one.points) {
            const at = Math.round(column(point.x) + aside(index));
            const [low, high] = point.interval ?? [point.y, point.y];
            for (let line = row(high); line <= row(low); line += 1) grid.fill(at, line, "|");
            grid.mark(at, row(point.y), letterOf(index));
          }
        }
        return series.map((one, index) => `${letterOf(index)} ${one.name}`);
      }),
  };
}

function asides(series: readonly PlacedSeries[], place: (x: number) => number, step: number) {
  const points = series.flatMap((one) => one.points);
  if (points.every(({ interval }) => interval === undefined)) return () => 0;
  const places = points.map(({ x }) => place(x));
  return dodge(places, series.length, step);
}
