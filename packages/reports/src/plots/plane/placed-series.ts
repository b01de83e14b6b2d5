import { isDrawable } from "../is-drawable.ts";
import type { PlotWords } from "../plot-words.ts";
import type { PlotPoint, PlotSeries } from "./series.ts";

export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  readonly interval: readonly [number, number] | undefined;
}

export interface PlacedSeries {
  readonly name: string;
  /** Stretches without a gap. */
  readonly stretches: readonly (readonly PlacedPoint[])[];
  readonly points: readonly PlacedPoint[];
}

interface PlacedAll {
  readonly series: readonly PlacedSeries[];
  /** How many points of these series have no place. */
  readonly missing: number;
  /** What is said of series that are not drawn. */
  readonly notes: readonly string[];
}

/** The series that can be drawn, and what cannot. */
export function placedSeries(all: readonly PlotSeries[], words: PlotWords): PlacedAll {
  const shown = all.slice(0, MOST_SERIES);
  const series = shown.map(({ name, points }) => {
    const stretches: PlacedPoint[][] = [[]];
    for (const point of points) {
      const place = placed(point);
      if (place === undefined) stretches.push([]);
      else stretches.at(-1)?.push(place);
    }
    return { name, stretches: stretches.filter(({ length }) => length > 0), points: stretches.flat() };
  });
  const count = (lists: readonly { readonly points: readonly unknown[] }[]) =>
    lists.reduce((sum, { points }) => sum + points.length, 0);
  const hidden = all.length - shown.length;
  return {
    series,
    missing: count(shown) - count(series),
    notes: hidden > 0 ? [words.notDrawn(hidden, MOST_SERIES)] : [],
  };
}

function placed({ x, y, low, high }: PlotPoint): PlacedPoint | undefined {
  if (!isDrawable(x) || !isDrawable(y)) return undefined;
  return { x, y, interval: isDrawable(low) && isDrawable(high) ? [low, high] : undefined };
}

/** As many as there are marks. */
const MOST_SERIES = 12;
