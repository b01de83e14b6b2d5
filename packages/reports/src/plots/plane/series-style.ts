import {
  symbol,
  symbolAsterisk,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolDiamond2,
  symbolSquare,
  symbolSquare2,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  symbolTriangle2,
} from "d3-shape";
import type { Element } from "xast";
import { x as xml } from "xastscript";
import { COLOURS } from "../svg/plot-style.ts";
import { pixel } from "../svg/pixel.ts";

/** What tells a series from eleven others: its colour, and without colour its dashes and marks. */
export const seriesClass = (index: number): string => `series-${index % COLOURS}`;

export const dashesOf = (index: number): string | undefined => DASHES[index % DASHES.length];

/** A series' mark at a place. */
export function seriesMark(index: number, x: number, y: number): Element {
  const { shape, hollow } = MARKS[index % MARKS.length] ?? { shape: symbolCircle, hollow: false };
  return xml("path", {
    transform: `translate(${pixel(x)},${pixel(y)})`,
    class: hollow ? "paper" : undefined,
    fill: hollow ? undefined : "currentColor",
    stroke: "currentColor",
    "stroke-width": 1.5,
    d: symbol(shape, AREA).digits(1)(),
  });
}

const filled = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar];
const drawn = [symbolCircle, symbolSquare2, symbolTriangle2, symbolDiamond2, symbolTimes, symbolAsterisk];
const MARKS = [
  ...filled.map((shape) => ({ shape, hollow: false })),
  ...drawn.map((shape) => ({ shape, hollow: true })),
];
const DASHES = [undefined, "7 4", "2 3", "9 3 2 3"];
/** In square pixels. */
const AREA = 44;
