import type { Language } from "../language.ts";
import type { Figure } from "../report.ts";
import { isDrawable } from "./is-drawable.ts";
import { leftOut } from "./plane/left-out.ts";
import { markLine } from "./plane/mark-line.ts";
import { placedSeries } from "./plane/placed-series.ts";
import { planeSvg } from "./plane/plane-svg.ts";
import { planeText } from "./plane/plane-text.ts";
import { type Plane, TICKS } from "./plane/plane.ts";
import type { PlotSeries } from "./plane/series.ts";
import { letterOf } from "./plane/series-letter.ts";
import { seriesSvg } from "./plane/series-svg.ts";
import { plotWords } from "./plot-words.ts";
import { cloudSvg } from "./scatter/cloud-svg.ts";
import { cloudText } from "./scatter/cloud-text.ts";
import { valueScale } from "./value-scale.ts";

export interface ScatterPlot {
  readonly name: string;
  readonly title: string;
  /** Of what the plot says by itself. Default English. */
  readonly language?: Language;
  readonly x: { readonly label: string };
  readonly y: { readonly label: string };
  /** What a point is, for the legend. */
  readonly point: string;
  /** One without a place is left out, and counted. */
  readonly points: readonly { readonly x: number | null; readonly y: number | null }[];
  /** Fits, or what a point should be. */
  readonly lines?: readonly PlotSeries[];
}

/** Points, thousands of them if need be: where they are many they are darker. Lines go over them. */
export function scatterPlot(plot: ScatterPlot): Figure {
  const { name, title, language = "en", x, y, point: each, points, lines = [] } = plot;
  const words = plotWords[language];
  const cloud = points.flatMap((point) =>
    isDrawable(point.x) && isDrawable(point.y) ? [{ x: point.x, y: point.y }] : [],
  );
  const { series, missing, notes } = placedSeries(lines, words);
  const all = [...cloud, ...series.flatMap((line) => line.points)];
  const xs = all.map((point) => point.x);
  const ys = all.map((point) => point.y);
  const plane: Plane = {
    title,
    words,
    x: { label: x.label, scale: valueScale(xs, TICKS.x) },
    y: { label: y.label, scale: valueScale(ys, TICKS.y) },
    point: cloud.length > FEW ? words.strongerWhereMore(each) : each,
    names: series.map((line) => line.name),
    notes: [...leftOut(points.length - cloud.length + missing, all.length, words), ...notes],
  };
  return {
    name,
    title,
    svg: planeSvg(plane, (column, row) => [
      ...cloudSvg(cloud.map((point) => ({ x: column(point.x), y: row(point.y) }))),
      ...series.map((line, index) => seriesSvg(line, index, column, row)),
    ]),
    text: (columns) =>
      planeText(plane, columns, (grid, column, row) => {
        const legend = cloudText(
          cloud.map((point) => ({ column: column(point.x), row: row(point.y) })),
          grid,
          each,
        );
        for (const [index, line] of series.entries()) {
          for (const stretch of line.stretches) {
            const places = stretch.map((point) => ({ column: column(point.x), row: row(point.y) }));
            markLine(grid, places, letterOf(index));
          }
        }
        return [...series.map((line, index) => `${letterOf(index)} ${line.name}`), legend];
      }),
  };
}

/** Fewer hardly share a place. */
const FEW = 100;
