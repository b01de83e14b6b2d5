import { area, line } from "d3-shape";
import type { Element } from "xast";
import { x as xml } from "xastscript";
import { pixel } from "../svg/pixel.ts";
import type { PlacedPoint, PlacedSeries } from "./placed-series.ts";
import { dashesOf, seriesClass, seriesMark } from "./series-style.ts";

type Place = (value: number) => number;

/** A series' line, its marks, and its intervals: a whisker a point, or a band where points are many. */
export function seriesSvg({ stretches, points }: PlacedSeries, index: number, x: Place, y: Place): Element {
  const path = line<PlacedPoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  ).digits(1);
  const withInterval = points.filter(({ interval }) => interval !== undefined);
  return xml("g", { class: seriesClass(index), fill: "none" }, [
    ...(withInterval.length > MOST_WHISKERS
      ? stretches.map((stretch) => band(stretch, x, y))
      : [whiskers(withInterval, x, y)]),
    xml("path", {
      stroke: "currentColor",
      "stroke-width": 2,
      "stroke-dasharray": dashesOf(index),
      d: stretches.map((stretch) => path(stretch) ?? "").join(""),
    }),
    ...marked(points).map((point) => seriesMark(index, x(point.x), y(point.y))),
  ]);
}

function band(stretch: readonly PlacedPoint[], x: Place, y: Place): Element {
  const shape = area<PlacedPoint>()
    .digits(1)
    .defined(({ interval }) => interval !== undefined)
    .x((point) => x(point.x))
    .y0(({ interval }) => y(interval?.[0] ?? 0))
    .y1(({ interval }) => y(interval?.[1] ?? 0));
  return xml("path", { fill: "currentColor", "fill-opacity": 0.15, d: shape(stretch) });
}

const whiskers = (points: readonly PlacedPoint[], x: Place, y: Place): Element =>
  xml("path", {
    stroke: "currentColor",
    "stroke-width": 1.5,
    d: points.map(({ x: at, interval }) => whisker(pixel(x(at)), interval?.map((end) => pixel(y(end))) ?? [])).join(""),
  });

const whisker = (x: number, [low, high]: readonly number[]): string =>
  low === undefined || high === undefined ? "" : `M${x - 4},${low}h8M${x},${low}V${high}M${x - 4},${high}h8`;

/** All points where they are few; of many some, so that lines are told apart without colour. */
function marked(points: readonly PlacedPoint[]): readonly PlacedPoint[] {
  if (points.length <= MOST_MARKS) return points;
  const every = Math.ceil(points.length / MARKS_OF_MANY);
  return points.filter((_, index) => index % every === 0);
}

const MOST_WHISKERS = 30;
const MOST_MARKS = 40;
const MARKS_OF_MANY = 8;
